"""Where a page points, and what a redirect alone says."""

from datetime import UTC, datetime

from feeds.fetching import DnsAnswer, Hop
from feeds.registry.words import LinkKind
from feeds.watch.draft import link_kind
from feeds.watch.leads import MOST, leads
from feeds.watch.observing import Observation, read_page
from feeds.watch.verdicts import Verdict
from feeds.watch.verdicts.evidence import piece

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _leads(body: str, *, end: str = "https://coco.fr/", location: str | None = None) -> list[str]:
    chain = (Hop(end, 200 if location is None else 302, location, "198.51.100.7"),)
    page = read_page(f"<html><body>{body}</body></html>".encode(), {}, end)
    dns = DnsAnswer("coco.fr", "NOERROR", ("198.51.100.7",))
    seen = Observation("coco.fr", AT, dns, False, chain, 200, None, (), page, None, None, None)
    return [name.ascii for name in leads(seen)]


def _links(*hosts: str) -> str:
    return "".join(f'<a href="https://{host}/">there</a>' for host in hosts)


def test_a_page_that_points_nowhere_leads_nowhere() -> None:
    assert _leads("<p>Talk.</p>") == []


def test_where_a_redirect_ends_is_a_lead_by_its_registrable_name() -> None:
    assert _leads("", end="https://www.coco.gg/") == ["coco.gg"]


def test_a_redirect_to_where_nobody_answers_is_a_lead_and_one_on_the_site_is_none() -> None:
    assert _leads("", location="https://coco.live/") == ["coco.live"]
    assert _leads("", location="/entrance") == []


def test_what_the_page_announces_is_a_lead() -> None:
    assert _leads("<p>Notre nouvelle adresse est coco.chat.</p>") == ["coco.chat"]


def test_a_page_with_few_links_may_be_a_signpost() -> None:
    assert _leads(_links("one.example.com", "other.net")) == ["example.com", "other.net"]


def test_of_a_page_with_many_links_only_names_like_its_own_are_leads() -> None:
    many = [f"site{number}.com" for number in range(30)]
    assert _leads(_links(*many, "coco.live")) == ["coco.live"]


def test_a_page_of_a_thousand_mirrors_is_followed_only_so_far() -> None:
    endings = ["com", "net", "org", "info", "biz", "live", "chat", "site", "online", "top", "xyz", "club", "io", "me"]
    assert len(_leads(_links(*(f"coco.{ending}" for ending in endings)))) == MOST


def test_a_redirect_alone_says_where_visitors_are_sent() -> None:
    redirect = piece("redirect", old="coco.fr", new="other.net", day="2026-11-21", through="")
    servers = piece("same-name-servers", servers="ns1.example.net")
    doubt = piece("other-content", tags=0.1, text=0.0)
    assert link_kind(Verdict("renamed", 0.9, (redirect, servers, doubt))) is LinkKind.REDIRECTS_TO


def test_a_redirect_and_one_thing_more_say_that_the_site_moved() -> None:
    redirect = piece("redirect", old="coco.fr", new="coco.gg", day="2026-11-21", through="")
    alike = piece("similar-name", old="coco.fr", new="coco.gg", way="same-label")
    assert link_kind(Verdict("renamed", 0.9, (redirect, alike))) is LinkKind.RENAMED_TO
