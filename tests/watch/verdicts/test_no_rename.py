"""What is no rename, whatever it looks like: copies, strangers, banners and empty places."""

from dataclasses import replace

import pytest

from feeds.fetching import FailureKind
from feeds.watch.verdicts import weigh
from tests.watch.verdicts.seeing import SHOP, failed, html, led, registered, seen, served_by

BANNER = b"<html><title>Seized</title><body><h1>This domain has been seized</h1> by the police.</body></html>"
BLOCK = "<html><title>Site bloqué</title><p>L’accès à ce site est bloqué par décision de justice.</p></html>".encode()
GOOGLE = '<script>ga("create","UA-20417733-1","auto")</script>'
OLD = seen("dusk.fr", html())
GONE = seen("dusk.fr", None, day=40)


def test_a_copied_page_is_a_clone() -> None:
    assert weigh([OLD, GONE], seen("dusk.gg", html(), day=40)).verdict == "clone"


def test_everything_that_can_be_copied_together_is_still_a_clone() -> None:
    copied = seen("dusk.gg", html(body="Dusk, formerly dusk.fr"), day=40, icon=77)
    verdict = weigh([replace(OLD, icon=77), GONE], copied)
    assert {"new-claims", "same-icon", "same-tags", "same-text", "same-title"} <= {
        each.sign for each in verdict.evidence
    }
    assert verdict.verdict == "clone"


def test_a_page_that_only_claims_to_be_the_old_site_is_a_clone() -> None:
    claiming = seen("dusk.gg", html(SHOP, title="Dusk", body="<p>Dusk (formerly dusk.fr) is back</p>"), day=40)
    verdict = weigh([OLD, GONE], claiming)
    assert "new-claims" in {each.sign for each in verdict.evidence}
    assert verdict.verdict == "clone"


def test_a_newspaper_that_tells_of_a_move_is_no_clone() -> None:
    article = seen(
        "gazette-du-port.fr", html(SHOP, body="<p>dusk.fr is now evening.chat, says the police.</p>"), day=40
    )
    assert weigh([OLD, GONE], article).verdict == "unrelated"


def test_two_sites_with_one_theme_are_strangers() -> None:
    old, new = seen("dusk.fr", html(), icon=77), seen("dusk.org", html(SHOP, title="Sixty teas"), day=40, icon=77)
    verdict = weigh([old], served_by(new, *old.dns.ns, addresses=old.dns.addresses))
    assert "same-theme" in {each.sign for each in verdict.evidence}
    assert verdict.verdict == "unrelated"


def test_a_second_site_of_the_same_owner_is_no_rename_while_the_first_is_alive() -> None:
    old = seen("dusk.fr", html(head=GOOGLE), day=40)
    assert weigh([old], seen("teas.fr", html(SHOP, title="Sixty teas", head=GOOGLE), day=40)).verdict == "unrelated"


def test_a_partner_that_the_old_page_links_to_is_no_rename() -> None:
    old = seen("dusk.fr", html(body='<a href="https://teapots.fr/">Our partner</a>'))
    assert weigh([old], seen("teapots.fr", html(SHOP, title="Sixty teas"), day=40)).verdict == "unrelated"


def test_a_redirect_of_whoever_registered_the_name_anew_proves_nothing() -> None:
    stranger = seen("teapots.fr", html(SHOP, title="Sixty teas"), day=200)
    caught = registered(led(replace(OLD, at=stranger.at), "https://teapots.fr/"), day=150)
    verdict = weigh([registered(OLD, day=-2000), caught], stranger)
    assert {"re-registered", "redirect-after-a-gap"} <= {each.sign for each in verdict.evidence}
    assert verdict.verdict == "unrelated"


def test_a_redirect_of_a_name_that_was_dropped_proves_nothing() -> None:
    stranger = seen("teapots.fr", html(SHOP, title="Sixty teas"), day=200)
    assert weigh([OLD, GONE, led(replace(OLD, at=stranger.at), "https://teapots.fr/")], stranger).verdict == "unrelated"


def test_a_name_registered_lately_and_never_seen_before_speaks_only_for_names_like_it() -> None:
    stranger, kin = seen("teapots.fr", html(SHOP), day=200), seen("dusk2.fr", html(), day=200)
    caught = [registered(led(replace(OLD, at=new.at), f"https://{new.name}/"), day=150) for new in (stranger, kin)]
    assert weigh([caught[0]], stranger).verdict == "unrelated"
    assert weigh([caught[1]], kin).verdict == "renamed"
    assert weigh([registered(caught[0], day=-2000)], stranger).verdict == "renamed"


def test_a_redirect_to_one_of_the_most_visited_sites_is_no_rename() -> None:
    new = seen("google.com", html(SHOP), day=40)
    verdict = weigh([OLD, led(replace(OLD, at=new.at), "https://google.com/")], new)
    assert verdict.verdict == "unrelated"
    assert verdict.evidence[-1].strength == "against"


def test_a_name_that_leads_back_to_the_old_one_is_no_rename() -> None:
    assert weigh([OLD], led(seen("dusk.gg", html(), day=40), "https://dusk.fr/")).verdict == "unrelated"


@pytest.mark.parametrize("failure", ["dns", "connect", "tls", "timeout", "too-many-redirects"])
def test_no_page_is_unreachable(failure: FailureKind) -> None:
    assert weigh([OLD], failed(seen("dusk.gg", html()), failure)).verdict == "unreachable"


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
def test_an_error_is_unreachable(status: int) -> None:
    assert weigh([OLD], replace(seen("dusk.gg", html()), status=status)).verdict == "unreachable"


def test_a_parking_service_is_known_by_its_name_servers_and_its_words() -> None:
    for_sale = b"<html><title>dusk.gg</title><p>This domain is for sale. Related searches: chat</p></html>"
    empty = served_by(seen("dusk.gg", b"<html><title>dusk.gg</title></html>"), "ns1.sedoparking.com")
    assert weigh([OLD], seen("dusk.gg", for_sale)).verdict == "parked"
    assert weigh([OLD], empty).verdict == "parked"


def test_a_long_page_that_speaks_of_a_sale_is_not_parked() -> None:
    assert weigh([OLD], seen("dusk.gg", html(body="<p>This domain is for sale</p>"))).verdict != "parked"


def test_a_banner_alone_is_no_seizure() -> None:
    verdict = weigh([OLD], seen("dusk.gg", BANNER))
    assert verdict.verdict == "unrelated"
    assert "new-says-seized" in {each.sign for each in verdict.evidence}


def test_a_banner_on_an_authoritys_servers_is_a_seizure() -> None:
    assert weigh([OLD], served_by(seen("dusk.gg", BANNER), "ns1.seizedservers.com")).verdict == "seized"
    assert weigh([OLD], served_by(seen("dusk.gg", BANNER), "ns1.fbi.seized.gov")).verdict == "seized"


def test_a_banner_on_a_name_that_the_registry_locked_is_a_seizure() -> None:
    locks = ["server transfer prohibited", "server update prohibited", "server delete prohibited"]
    assert weigh([OLD], registered(seen("dusk.gg", BANNER), 1, locks)).verdict == "seized"
    assert weigh([OLD], registered(seen("dusk.gg", BANNER), 1, ["client transfer prohibited"])).verdict == "unrelated"


def test_an_authoritys_servers_without_a_banner_are_no_seizure() -> None:
    assert weigh([OLD], served_by(failed(seen("dusk.gg", html()), "timeout"), "ns1.cirfu.net")).verdict == "unreachable"


def test_a_block_page_says_nothing_of_the_site() -> None:
    verdict = weigh([OLD], seen("dusk.gg", BLOCK))
    assert verdict.verdict == "unreachable"
    assert "blocked-from-here" in {each.sign for each in verdict.evidence}


def test_names_that_redirect_to_each_other_are_no_rename() -> None:
    circle = failed(seen("dusk.gg", html()), "too-many-redirects")
    assert weigh([led(OLD, "https://dusk.gg/", "https://dusk.fr/")], circle).verdict == "unreachable"
