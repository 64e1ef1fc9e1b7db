"""What makes a rename, piece by piece."""

from dataclasses import replace

import pytest

from feeds.watch.observing import Observation
from feeds.watch.verdicts import Verdict, weigh
from tests.watch.verdicts.seeing import CHAT, SHOP, html, led, registered, seen, served_by

GOOGLE = '<script>ga("create","UA-20417733-1","auto")</script>'
OTHER_GOOGLE = '<script>ga("create","UA-99417733-1","auto")</script>'
OLD = seen("dusk.fr", html())
GONE = seen("dusk.fr", None, day=40)
STRANGER = seen("teapots.fr", html(SHOP, title="Sixty teas"), day=40)


def signs(verdict: Verdict) -> set[str]:
    return {each.sign for each in verdict.evidence}


def test_a_redirect_from_the_old_name_is_a_rename() -> None:
    new = seen("evening.chat", html(), day=40)
    verdict = weigh([OLD, led(replace(OLD, at=new.at), "https://evening.chat/")], new)
    assert verdict.verdict == "renamed"
    assert verdict.evidence[0].sign == "redirect"


@pytest.mark.parametrize(
    "sends",
    [
        '<meta http-equiv="refresh" content="0; url=https://evening.chat/">',
        '<script>window.location.replace("https://evening.chat/")</script>',
    ],
)
def test_a_page_that_sends_its_visitors_on_is_a_redirect(sends: str) -> None:
    leaving = seen("dusk.fr", f"<html><head>{sends}</head></html>".encode(), day=40)
    assert weigh([OLD, leaving], seen("evening.chat", html(), day=40)).verdict == "renamed"


def test_a_redirect_that_was_seen_counts_when_the_old_name_is_gone() -> None:
    leading = led(replace(OLD, at=STRANGER.at), "https://evening.chat/")
    later = seen("dusk.fr", None, day=90)
    assert weigh([OLD, leading, later], seen("evening.chat", html(), day=90)).verdict == "renamed"


@pytest.mark.parametrize(
    "words",
    [
        "Our new address is evening.chat",
        "Nous avons déménagé : evening.chat",
        "Nos hemos mudado a evening.chat",
        "Wir sind umgezogen: evening.chat",
        "Ci siamo trasferiti su evening.chat",
    ],
)
def test_an_announcement_on_the_old_page_is_a_rename(words: str) -> None:
    leaving = seen("dusk.fr", html(body=f"<p>{words}</p>"), day=40)
    verdict = weigh([leaving], seen("evening.chat", html(SHOP), day=40))
    assert verdict.verdict == "renamed"
    assert "evening.chat" in verdict.evidence[0].facts["quote"]


def test_the_same_account_is_a_rename_when_the_old_name_is_gone() -> None:
    old, new = seen("dusk.fr", html(head=GOOGLE)), seen("evening.chat", html(head=GOOGLE), day=40)
    assert weigh([old, GONE], new).verdict == "renamed"
    assert weigh([old, GONE], seen("evening.chat", html(head=OTHER_GOOGLE), day=40)).verdict == "clone"


def test_an_account_that_stands_in_templates_is_nobodys() -> None:
    sample = html(head='<script>ga("create","UA-12345-1","auto")</script>')
    other = html(SHOP, title="Sixty teas", head='<script>ga("create","UA-12345-1","auto")</script>')
    verdict = weigh([seen("dusk.fr", sample), GONE], seen("teapots.fr", other, day=40))
    assert verdict.verdict == "unrelated"
    assert "common-value" in signs(verdict)


def test_two_medium_pieces_of_different_families_are_a_rename_when_one_shows_control() -> None:
    new = served_by(seen("evening.chat", html(), day=40), "ns1.leaseweb.nl", addresses=OLD.dns.addresses)
    verdict = weigh([OLD, GONE], new)
    assert {"same-text", "same-address"} <= signs(verdict)
    assert verdict.verdict == "renamed"


def test_an_address_of_many_strangers_shows_no_control() -> None:
    shared = ("213.186.33.5",)
    old = served_by(OLD, "dns104.ovh.net", addresses=shared)
    new = served_by(seen("evening.chat", html(), day=40), "dns104.ovh.net", addresses=shared)
    assert weigh([old, GONE], new).verdict == "clone"


def certified(observation: Observation, *names: str) -> Observation:
    return replace(observation, certificate_names=names)


def test_a_certificate_for_both_names_is_a_rename() -> None:
    new = certified(seen("evening.chat", html(CHAT), day=40), "evening.chat", "dusk.fr")
    assert weigh([OLD, GONE], new).verdict == "renamed"


def test_a_certificate_of_many_strangers_is_none() -> None:
    new = certified(
        seen("dusk.shop", html(SHOP, title="Sixty teas"), day=40),
        "dusk.fr",
        "dusk.shop",
        "bakery.example.com",
        "law.example.net",
        "choir.fr",
        "rink.de",
    )
    verdict = weigh([OLD, GONE], new)
    assert "crowded-certificate" in signs(verdict)
    assert verdict.verdict == "unrelated"


def test_a_chain_over_names_of_the_same_site_is_a_rename() -> None:
    new = seen("dusk3.live", html(), day=40)
    leading = led(replace(OLD, at=new.at), "http://dusk.cc/", "https://dusk3.live/", status=302)
    assert weigh([leading], new).verdict == "renamed"


def test_a_redirect_over_a_stranger_is_not_enough() -> None:
    leading = led(replace(OLD, at=STRANGER.at), "https://clicks.fr/", "https://teapots.fr/", status=302)
    assert weigh([OLD, leading], STRANGER).verdict == "unrelated"


def test_the_order_of_the_observations_changes_nothing() -> None:
    leading = led(registered(replace(OLD, at=STRANGER.at), day=1), "https://evening.chat/")
    new = seen("evening.chat", html(), day=40)
    assert weigh([OLD, leading], new) == weigh([leading, OLD], new)


def test_nothing_to_compare_with_is_an_error() -> None:
    with pytest.raises(ValueError, match="Nothing was seen"):
        weigh([], STRANGER)
