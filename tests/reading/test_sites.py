"""`/api/v1/sites`: pages that miss nothing, filters, one dossier, and questions that cannot be answered."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.settings import Settings
from feeds.registry.tables import Retraction
from feeds.release.snapshot import Snapshot, names_of
from tests.api.moments import now
from tests.release.feeds_for_tests import found, snapshot

SITES = "/api/v1/sites"
PROBLEM = "application/problem+json"


def _slugs(program: TestClient, **question: str) -> list[str]:
    """The slugs on all pages."""
    answer, slugs = program.get(SITES, params=question).json(), []
    while True:
        slugs += [site["slug"] for site in answer["sites"]]
        if answer["next"] is None:
            assert len(slugs) == answer["count"]
            return slugs
        answer = program.get(answer["next"]).json()


def _many(count: int) -> Snapshot:
    """A registry of so many Sites: every third is closed, and all are written by numbers of equal length."""
    made = [(f"site-{number:04}", snapshot(f"site-{number:04}.com")) for number in range(count)]
    dossiers: list[dict[str, Any]] = [
        {**one.sites["sites"][0], "slug": slug, "status": "closed" if number % 3 == 0 else "active"}
        for number, (slug, one) in enumerate(made)
    ]
    sites = {**made[0][1].sites, "sites": dossiers}
    return Snapshot([name for site in dossiers for name in names_of(site)], sites, made[0][1].helplines)


@pytest.fixture
def crowd(tmp_path: Path) -> TestClient:
    """A program that reads from 250 Sites."""
    found(tmp_path, now()).publish_these(_many(250), now())
    return TestClient(Door(Settings(data_dir=tmp_path)), base_url="http://vigie.test")


def test_page_after_page_has_every_site_once_in_order(crowd: TestClient) -> None:
    assert _slugs(crowd) == [f"site-{number:04}" for number in range(250)]


def test_a_filter_holds_on_every_page(crowd: TestClient) -> None:
    assert _slugs(crowd, status="active") == [f"site-{number:04}" for number in range(250) if number % 3]


def test_a_cursor_whose_site_is_gone_goes_on_behind_it(crowd: TestClient) -> None:
    answer = crowd.get(SITES, params={"cursor": "site-0100-and-more"}).json()
    assert answer["sites"][0]["slug"] == "site-0101"


def test_the_next_release_is_answered_from_at_once(tmp_path: Path) -> None:
    feed = found(tmp_path, now())
    feed.publish(now(), "coco.gg")
    with TestClient(Door(Settings(data_dir=tmp_path))) as program:
        before = program.get(f"{SITES}/one")
        feed.publish(now(), "coco.gg", "coco.fr")
        after = program.get(f"{SITES}/one", headers={"if-none-match": before.headers["etag"]})
    assert [before.json()["serial"], after.json()["serial"]] == [1, 2]
    assert [name["name"] for name in after.json()["site"]["names"]] == ["coco.gg", "coco.fr"]


@pytest.mark.parametrize(
    ("text", "found_by_it"),
    [
        ("coco.gg", True),
        ("COCO.GG", True),
        ("https://chat.coco.gg/room?id=7", True),
        ("coco.f", True),
        ("Coco", True),
        ("notcoco.gg", False),
        ("coco.gg.example.com", False),
    ],
)
def test_a_site_is_found_by_a_part_of_a_name_or_an_address_it_covers(
    program: TestClient, text: str, found_by_it: bool
) -> None:
    assert ("coco" in _slugs(program, q=text)) is found_by_it


def test_a_category_has_its_sites_and_no_others(program: TestClient) -> None:
    every = program.get(SITES).json()["sites"]
    dating = {site["slug"] for site in every if site["category"] == "dating-chat"}
    assert dating
    assert set(_slugs(program, category="dating-chat")) == dating


def test_what_fits_nothing_is_an_empty_page(program: TestClient) -> None:
    answer = program.get(SITES, params={"q": "no such site anywhere"})
    assert (answer.status_code, answer.json()["sites"], answer.json()["next"]) == (200, [], None)


def test_a_dossier_comes_with_the_evidence_that_it_cites_and_no_other(program: TestClient) -> None:
    answer = program.get(f"{SITES}/coco").json()
    cited = {
        key for part in ("names", "links", "signals", "events") for it in answer["site"][part] for key in it["evidence"]
    }
    assert cited
    assert set(answer["evidence"]) == cited


@pytest.mark.parametrize(
    ("question", "field", "why"),
    [
        ("cursor=%00", "query.cursor", "no cursor of ours"),
        ("cursor=../../etc", "query.cursor", "no cursor of ours"),
        ("cursor=" + "x" * 10_000, "query.cursor", "no cursor of ours"),
        ("cursor=", "query.cursor", "no cursor of ours"),
        ("category=crime", "query.category", "not a category; use one of"),
        ("status=open", "query.status", "'active'"),
        ("q=", "query.q", "at least 1"),
        ("q=" + "x" * 301, "query.q", "at most 300"),
        ("page=2", "query.page", "not permitted"),
    ],
)
def test_a_question_that_cannot_be_used_is_refused_with_its_field(
    program: TestClient, question: str, field: str, why: str
) -> None:
    answer = program.get(f"{SITES}?{question}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    (error,) = answer.json()["errors"]
    assert (error["field"], why in error["problem"]) == (field, True), error


@pytest.mark.parametrize("slug", ["never-was", "x" * 80])
def test_a_slug_that_never_was_is_404(program: TestClient, slug: str) -> None:
    answer = program.get(f"{SITES}/{slug}")
    assert (answer.status_code, answer.json()["detail"]) == (404, f"No site {slug} is listed.")


@pytest.mark.parametrize("slug", ["Coco", "coco_fr", "%F0%9F%9A%A2", "x" * 81, "-coco"])
def test_what_is_no_slug_is_said_to_be_none(program: TestClient, slug: str) -> None:
    assert program.get(f"{SITES}/{slug}").status_code == 422


def test_a_site_that_was_withdrawn_is_410_with_the_reason(program: TestClient, starter: Settings) -> None:
    database = Database(starter.database)
    with database.write() as session:
        _withdraw(session, "gone-chat")
    database.close()
    answer = program.get(f"{SITES}/gone-chat")
    assert (answer.status_code, answer.headers["content-type"]) == (410, PROBLEM)
    assert answer.json()["detail"] == f"gone-chat.com was withdrawn on {now():%Y-%m-%d}: A museum has it now."


def _withdraw(session: Session, slug: str) -> None:
    session.add(Retraction(hostname=f"{slug}.com", site_slug=slug, reason="A museum has it now.", at=now()))


def test_before_the_first_release_it_says_so(tmp_path: Path) -> None:
    with TestClient(Door(Settings(data_dir=tmp_path))) as program:
        answer = program.get(SITES)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


def test_a_feed_that_cannot_be_read_leaves_what_was_out(tmp_path: Path) -> None:
    feed = found(tmp_path, now())
    feed.publish(now(), "coco.gg")
    with TestClient(Door(Settings(data_dir=tmp_path))) as program:
        whole = program.get(SITES).json()
        feed.folder.write("timestamp.json", b"{}")
        assert program.get(SITES).json() == whole
