"""What the DNS says is passed on; a failure is asked again before it is said."""

import asyncio
import socket

import pytest

from feeds.fetching import DnsAnswer, Place, Resolver
from tests.fetching.street import Street


def look_up(street: Street, name: str) -> DnsAnswer:
    return asyncio.run(Resolver(street.resolver, seconds=2).look_up(name))


def test_all_that_is_kept_of_a_name(street: Street) -> None:
    street.names.says("coco.gg", ["93.184.216.34", "93.184.216.35"])
    street.names.says("coco.gg", ["2606:4700::1111"], kind="AAAA")
    street.names.says("coco.gg", ["NS2.example.net.", "ns1.example.net."], kind="NS")
    street.names.says("coco.gg", ["10 mail.example.net."], kind="MX")
    street.names.says("coco.gg", ["ns1.example.net. postmaster.example.net. 1 2 3 4 5"], kind="SOA")
    assert look_up(street, "Coco.GG.") == DnsAnswer(
        name="coco.gg",
        rcode="NOERROR",
        addresses=("93.184.216.34", "93.184.216.35", "2606:4700::1111"),
        ns=("ns1.example.net", "ns2.example.net"),
        mx=("mail.example.net",),
        soa="ns1.example.net postmaster.example.net",
    )


def test_a_name_that_does_not_exist(street: Street) -> None:
    assert look_up(street, "coco.gg") == DnsAnswer("coco.gg", "NXDOMAIN")


def test_a_name_without_addresses_exists(street: Street) -> None:
    street.names.says("coco.gg", ["10 mail.example.net."], kind="MX")
    assert look_up(street, "coco.gg") == DnsAnswer("coco.gg", "NOERROR", mx=("mail.example.net",))


def test_a_failure_that_passes_was_none(street: Street) -> None:
    street.names.says("coco.gg", "SERVFAIL", "SERVFAIL", ["93.184.216.34"])
    answer = look_up(street, "coco.gg")
    assert (answer.rcode, answer.addresses) == ("NOERROR", ("93.184.216.34",))


def test_a_failure_that_stays_is_said_after_three_questions(street: Street) -> None:
    street.names.says("coco.gg", "SERVFAIL")
    answer = look_up(street, "coco.gg")
    assert (answer.rcode, answer.addresses, street.names.asked["coco.gg", "A"]) == ("SERVFAIL", (), 3)


def test_a_server_that_fails_on_ipv6_alone_is_believed_on_ipv4(street: Street) -> None:
    street.names.says("coco.gg", ["93.184.216.34"])
    street.names.says("coco.gg", "SERVFAIL", kind="AAAA")
    answer = look_up(street, "coco.gg")
    assert (answer.rcode, answer.addresses) == ("NOERROR", ("93.184.216.34",))


def test_a_server_that_fails_on_ipv4_alone_is_believed_on_ipv6(street: Street) -> None:
    street.names.says("coco.gg", "SERVFAIL")
    street.names.says("coco.gg", ["2606:4700::1111"], kind="AAAA")
    answer = look_up(street, "coco.gg")
    assert (answer.rcode, answer.addresses) == ("NOERROR", ("2606:4700::1111",))


@pytest.mark.parametrize("rcode", ["REFUSED", "NOTIMP", "FORMERR"])
def test_other_words_of_the_dns_are_passed_on_at_once(street: Street, rcode: str) -> None:
    street.names.says("coco.gg", rcode)
    assert (look_up(street, "coco.gg").rcode, street.names.asked["coco.gg", "A"]) == (rcode, 1)


def test_silence_has_a_word_of_its_own() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
        mute.bind(("127.0.0.1", 0))
        resolver = Resolver(Place("127.0.0.1", mute.getsockname()[1]), seconds=0.1)
        assert asyncio.run(resolver.addresses("coco.gg")).rcode == "TIMEOUT"
        assert asyncio.run(resolver.exists("coco.gg")) is None


@pytest.mark.parametrize(
    ("said", "exists"), [(["93.184.216.34"], True), ("NXDOMAIN", False), ("SERVFAIL", None), ("REFUSED", None)]
)
def test_whether_a_name_exists_is_yes_no_or_unknown(street: Street, said: str | list[str], exists: bool | None) -> None:
    street.names.says("coco.gg", said)
    assert asyncio.run(Resolver(street.resolver, seconds=2).exists("coco.gg")) is exists


@pytest.mark.parametrize("name", ["", "a..b", f"{'a' * 64}.gg", "a." * 130 + "gg"])
def test_what_is_no_name_is_not_asked(street: Street, name: str) -> None:
    resolver = Resolver(street.resolver)
    for question in (resolver.look_up, resolver.addresses, resolver.exists):
        with pytest.raises(ValueError, match="is not a name that the DNS can be asked for"):
            asyncio.run(question(name))
    assert not street.names.asked


def test_aliases_are_followed_and_named(street: Street) -> None:
    street.names.aliases["coco.gg"] = "shop.example.net"
    street.names.says("shop.example.net", ["93.184.216.34"])
    answer = look_up(street, "coco.gg")
    assert (answer.cname, answer.addresses) == (("shop.example.net",), ("93.184.216.34",))


def test_aliases_that_go_round_give_no_address(street: Street) -> None:
    street.names.aliases.update({"coco.gg": "coco.fr", "coco.fr": "coco.gg"})
    assert look_up(street, "coco.gg") == DnsAnswer("coco.gg", "SERVFAIL")


def test_an_answer_too_long_for_a_datagram_is_asked_for_again_whole(street: Street) -> None:
    addresses = [f"93.184.{high}.{low}" for high in range(4) for low in range(100)]
    street.names.says("coco.gg", addresses)
    assert set(look_up(street, "coco.gg").addresses) == set(addresses)
