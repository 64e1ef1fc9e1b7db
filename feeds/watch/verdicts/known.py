"""What is known of name servers, addresses, certificates and accounts, from `known.toml`. Pure."""

import tomllib
from collections.abc import Collection
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any, Final

from feeds.fetching.answers import DnsAnswer
from feeds.hostnames import NotAHostname, parse
from feeds.watch.observing.observation import Tracker
from feeds.watch.verdicts.names import similarity

_FILE: Final = Path(__file__).with_name("known.toml")
CROWD: Final = 3  # names on one certificate that are like neither of two names that are compared


def seizing(dns: DnsAnswer) -> str | None:
    """The name server of an authority that seizes names, when the name has one."""
    return _covered(dns.ns, _known("seizure", "name_servers"))


def parking(dns: DnsAnswer) -> str | None:
    """The name server, alias or address of a parking service, when the name has one."""
    return (
        _covered(dns.ns, _known("parking", "name_servers"))
        or _covered(dns.cname, _known("parking", "aliases"))
        or next((address for address in dns.addresses if _inside(address, "parking")), None)
    )


def is_shared_address(address: str) -> bool:
    """Whether many sites of strangers are at an address."""
    return _inside(address, "shared") or _inside(address, "parking")


def is_crowded(certificate_names: Collection[str], *compared: str) -> bool:
    """Whether a certificate is one of many strangers': a content network's, or one with sites unlike the compared."""
    strangers = [name for name in registrables(certificate_names) if not any(similarity(name, one) for one in compared)]
    return _covered(certificate_names, _known("shared", "certificates")) is not None or len(strangers) >= CROWD


def is_common_tracker(tracker: Tracker) -> bool:
    """Whether an account stands in templates, so that strangers share it."""
    return [tracker.kind, tracker.id] in _file()["common"]["trackers"]


def is_common_icon(icon: int) -> bool:
    """Whether a favicon comes with a platform."""
    return icon in _file()["common"]["icons"]


def registrables(names: Collection[str]) -> frozenset[str]:
    """The registrable domains of host names; a wildcard counts as the name it stands under."""
    return frozenset(found for name in names if (found := registrable(name.removeprefix("*."))))


def registrable(name: str) -> str | None:
    """The registrable domain of a host name or an address; None when it has none."""
    try:
        return parse(name).registrable
    except NotAHostname:
        return None


def _covered(names: Collection[str], known: Collection[str]) -> str | None:
    return next((name for name in names for host in known if name == host or name.endswith(f".{host}")), None)


def _known(kind: str, key: str) -> list[str]:
    entries: list[str] = _file()[kind][key]
    return entries


def _inside(address: str, kind: str) -> bool:
    number = ip_address(address)
    return any(number in network for network in _networks(kind))


@cache
def _networks(kind: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(network) for network in _known(kind, "networks"))


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
