"""Which addresses the open web lives at, against IANA's registries of special-purpose addresses.

Sources: https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry, and the blocks for
multicast. Listed are the blocks that are not "Globally Reachable: True".
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetching.gate import is_open_web

SPECIAL = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared by a provider's customers",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link-local, where clouds keep their secrets",
    "172.16.0.0/12": "private",
    "192.0.0.0/29": "IPv4 continuity",
    "192.0.0.8/32": "dummy",
    "192.0.0.170/31": "NAT64 discovery",
    "192.0.2.0/24": "documentation",
    "192.88.99.0/24": "6to4 relays",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "benchmarks",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved, and broadcast",
    "::/128": "unspecified",
    "::1/128": "loopback",
    "::/96": "IPv4-compatible, withdrawn",
    "64:ff9b:1::/48": "NAT64 inside a network",
    "100::/64": "discard only",
    "100:0:0:1::/64": "dummy",
    "2001:2::/48": "benchmarks",
    "2001:10::/28": "ORCHID, withdrawn",
    "2001:db8::/32": "documentation",
    "3fff::/20": "documentation",
    "5f00::/16": "segment routing",
    "fc00::/7": "unique local",
    "fe80::/10": "link-local",
    "fec0::/10": "site-local, withdrawn",
    "ff00::/8": "multicast",
}


@pytest.mark.parametrize("block", SPECIAL)
def test_no_special_block_is_open_web_at_either_end_or_in_the_middle(block: str) -> None:
    network = ip_network(block)
    for address in (network[0], network[network.num_addresses // 2], network[-1]):
        assert not is_open_web(address), (SPECIAL[block], address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "192.175.48.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1"]
)
def test_websites_live_on_the_open_web(address: str) -> None:
    assert is_open_web(ip_address(address))


def wrapped(inner: IPv4Address) -> dict[str, IPv6Address]:
    """Every way to write an IPv4 address as an IPv6 one that some machine on the way undoes."""
    number = int(inner)
    public = int(IPv4Address("8.8.8.8"))
    return {
        "mapped": IPv6Address((0xFFFF << 32) | number),
        "NAT64": IPv6Address((0x64FF9B << 96) | number),
        "6to4": IPv6Address((0x2002 << 112) | (number << 80)),
        "Teredo, as its client": IPv6Address((0x20010000 << 96) | (public << 64) | (number ^ 0xFFFFFFFF)),
        "Teredo, as its server": IPv6Address((0x20010000 << 96) | (number << 64) | (public ^ 0xFFFFFFFF)),
    }


@given(st.ip_addresses(v=4))
def test_a_wrapped_address_is_judged_by_what_it_wraps(inner: IPv4Address) -> None:
    verdicts = {way: is_open_web(address) for way, address in wrapped(inner).items()}
    assert verdicts == dict.fromkeys(verdicts, is_open_web(inner))


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_is_open_web_outside_of_what_iana_gave_out(address: IPv6Address) -> None:
    given_out = any(address in ip_network(block) for block in ("2000::/3", "::ffff:0:0/96", "64:ff9b::/96"))
    assert given_out or not is_open_web(address)
