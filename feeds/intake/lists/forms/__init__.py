"""The forms that lists come in, one file a form. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from feeds.intake.lists.entry import Reader
from feeds.intake.lists.forms import adblock, columns, dnsmasq, domains, feed_json, hosts, rpz


class Form(StrEnum):
    """How a list is written. `ut1` is a folder, or an archive of one, with a plain list called `domains` in it."""

    HOSTS = "hosts"
    DOMAINS = "domains"
    ADBLOCK = "adblock"
    DNSMASQ = "dnsmasq"
    CSV = "csv"
    RPZ = "rpz"
    UT1 = "ut1"
    FEED_JSON = "feed-json"


READERS: Final[Mapping[Form, Reader]] = {
    Form.HOSTS: hosts.read,
    Form.DOMAINS: domains.read,
    Form.ADBLOCK: adblock.read,
    Form.DNSMASQ: dnsmasq.read,
    Form.CSV: columns.read,
    Form.RPZ: rpz.read,
    Form.UT1: domains.read,
    Form.FEED_JSON: feed_json.read,
}
