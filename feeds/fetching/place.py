"""Where an operator's own server answers: a resolver, a proxy. Pure."""

import re
from ipaddress import ip_address
from typing import NamedTuple

_WITH_PORT = re.compile(r"^(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<four>[0-9.]+))(?::(?P<port>[0-9]{1,5}))?$")


class Place(NamedTuple):
    """An IP address and a port."""

    address: str
    port: int


def read_place(text: str, *, port: int) -> Place:
    """Read `192.0.2.1`, `192.0.2.1:53`, `2001:db8::1` or `[2001:db8::1]:53`; `port` is the one when none is said.

    Raises `ValueError`, one sentence.
    """
    parts = _WITH_PORT.match(text)
    address = (parts["six"] or parts["four"]) if parts else text
    number = int(parts["port"]) if parts and parts["port"] else port
    try:
        said = str(ip_address(address))
    except ValueError:
        raise ValueError(f"{text!r} is not an IP address with an optional port") from None
    if not 0 < number < 65536:
        raise ValueError(f"{text!r} has no port between 1 and 65535")
    return Place(said, number)
