"""Which IP addresses the open web lives at. Pure.

Denied is what IANA's special-purpose registries (iana-ipv4-special-registry and iana-ipv6-special-registry) do not call
globally reachable, multicast, and every IPv6 address that carries a denied IPv4 address.
"""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network
from typing import Final

Address = IPv4Address | IPv6Address

_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052, section 2.1
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")  # all that IANA has given out (ipv6-address-space)
# What `ipaddress` calls global, in one version of Python or another, and no website lives at.
_SPECIAL: Final = tuple(
    ip_network(block)
    for block in (
        "192.0.0.0/24",  # IETF protocol assignments
        "192.88.99.0/24",  # the relays of 6to4, withdrawn by RFC 7526
        "224.0.0.0/4",  # multicast
        "3fff::/20",  # documentation, RFC 9637
    )
)


def is_open_web(address: Address) -> bool:
    """Whether a stranger's server may stand at this address, in every reading of it."""
    carried = tuple(_carried(address))
    if carried:
        return all(_is_public(inner) for inner in carried)
    return _is_public(address)


def _is_public(address: Address) -> bool:
    if any(address in block for block in _SPECIAL):
        return False
    return address.is_global and (isinstance(address, IPv4Address) or address in _GLOBAL_UNICAST)


def _carried(address: Address) -> Iterator[IPv4Address]:
    """Yield the IPv4 addresses inside an IPv6 one: mapped, NAT64, 6to4, Teredo (its server and its client)."""
    if isinstance(address, IPv4Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
