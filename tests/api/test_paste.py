"""The paste box: an article goes in, its quotes stand marked in their places, and one click drafts what is new."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from sqlmodel import col, select
from starlette.testclient import TestClient

from api.app import Door
from api.database import Database
from api.settings import Settings
from feeds.intake import read
from feeds.intake.sources import keeping
from feeds.intake.sources.tables import ItemState, SourceItem
from feeds.registry.tables import Name
from feeds.review import proposals
from feeds.review.operations import AddName, AddSignal, AddSite
from feeds.review.tables import Proposal
from tests.api.desk_browser import sign_in, token
from tests.api.moments import now
from tests.fetching.street import Street, open_street
from tests.intake.sources import newspaper
from tests.intake.sources.newspaper import BODY, HOST, RENAMED

# One kind of database is enough here; what is kept and drafted is held on both elsewhere.
pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)

HOSTILE = "<script>alert(1)</script>"
RISK = "Nobody is asked how old they are on dusk-chat.net."
UNLISTED = (
    f"The chat site dusk-chat.net became dawn-chat.org on 12 November 2026. {RISK} Schools have written to parents."
)


@pytest.fixture
def street() -> Iterator[Street]:
    """A street without anybody on it yet."""
    with open_street() as opened:
        yield opened


@pytest.fixture
def grace(settings: Settings, founded: Database, street: Street) -> Iterator[TestClient]:
    """A browser in which grace is signed in, at a service whose open web is the street."""
    there = settings.model_copy(update={"resolver": street.resolver, "egress": street.egress})
    with TestClient(Door(there), base_url="http://vigie.test", follow_redirects=False) as client:
        client.headers["accept-language"] = "en"
        yield sign_in(client, founded, there, "grace")


def _kept(database: Database, text: str, source: str = "pasted") -> str:
    reading = read(text.encode(), source=source, today=now().date())
    with database.write() as session:
        return f"/desk/readings/{keeping.keep(session, reading, now()).id}"


def _draft(client: TestClient, page: str, **more: str) -> str:
    answer = client.post(page, data={"token": token(client, page), "act": "draft", **more})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def _plain(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_an_address_is_read_through_the_safe_fetcher_and_drafted_with_one_click(
    grace: TestClient, founded: Database, street: Street
) -> None:
    newspaper.open_on(street, {"/coco": newspaper.page("Coco change d’adresse", RENAMED, BODY)})
    read = grace.post("/desk/paste", data={"token": token(grace, "/desk"), "what": f" http://{HOST}/coco\n"})
    page = read.headers["location"]
    shown = grace.get(page).text
    assert "coco.gg became cocochat.chat" in _plain(shown)
    assert re.search(r'<mark id="quote-1">coco.gg est devenu cocochat.chat</mark>', shown)
    assert "La page d’accueil est restée la même" in shown
    proposal = _draft(grace, page)
    assert "grace" in grace.get(proposal).text
    with founded.read() as session:
        found = session.exec(select(Proposal).order_by(col(Proposal.id).desc())).first()
        assert found
        assert (found.state, found.title) == ("in_review", "coco.gg became cocochat.chat")
        assert session.exec(select(Name).where(Name.hostname == "cocochat.chat")).first() is None


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("", "Paste an address or a text first."),
        (f"http://{HOST}/abonnes", "403 (Forbidden)"),
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://nobody.example.com/", "nobody.example.com"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_in_the_box(
    grace: TestClient, street: Street, what: str, said: str
) -> None:
    newspaper.open_on(street, {})
    answer = grace.post("/desk/paste", data={"token": token(grace, "/desk"), "what": what})
    assert answer.status_code == 422
    assert said in _plain(answer.text)
    assert what in answer.text


def test_the_same_article_twice_leads_to_the_proposal_that_is_open(grace: TestClient, founded: Database) -> None:
    first = _draft(grace, _kept(founded, f"{RENAMED} {BODY}"))
    other = _kept(founded, f"{RENAMED} Une autre rédaction le raconte avec ses propres mots, et rien de plus.")
    assert "which is open, says so already" in _plain(grace.get(other).text)
    assert 'value="draft"' not in grace.get(other).text
    assert _draft(grace, other) == first


def test_an_unlisted_site_is_listed_by_a_persons_hand_alone(grace: TestClient, founded: Database) -> None:
    page = _kept(founded, UNLISTED)
    shown = grace.get(page).text
    assert "Neither dusk-chat.net nor dawn-chat.org is listed." in _plain(shown)
    assert 'value="draft"' not in shown
    assert _draft(grace, page) == page  # nothing to draft
    listing = {"hostname": "dusk-chat.net", "name": "Dusk", "category": "anonymous-chat", "signal": "no-age-check"}
    proposal = _draft(grace, page, act="list", quote=RISK, **listing)
    with founded.read() as session:
        changes = proposals.operations_of(session, proposals.get(session, int(proposal.rpartition("/")[2])))
    assert [change.slug for change in changes if isinstance(change, AddSite)] == ["dusk"]
    assert [change.name for change in changes if isinstance(change, AddName)] == ["dusk-chat.net", "dawn-chat.org"]
    assert [change.signal for change in changes if isinstance(change, AddSignal)] == ["no-age-check"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"quote": "It is a den of thieves."}, "The quote is not in the text"),
        ({"quote": ""}, "quote"),
        ({"category": "pub"}, "is not a category"),
        ({"hostname": "co.uk"}, "public suffix"),
    ],
)
def test_a_listing_that_cannot_be_used_is_shown_again_as_it_was_typed(
    grace: TestClient, founded: Database, typed: dict[str, str], said: str
) -> None:
    page = _kept(founded, UNLISTED)
    listing = {"hostname": "dusk-chat.net", "name": "Dusk bar", "category": "anonymous-chat", "signal": "no-age-check"}
    data = {"token": token(grace, page), "act": "list", "quote": RISK, **listing, **typed}
    answer = grace.post(page, data=data)
    assert answer.status_code == 422
    assert said in _plain(answer.text)
    assert 'value="Dusk bar"' in answer.text


def test_a_brand_without_an_address_is_a_note_with_candidates(grace: TestClient, founded: Database) -> None:
    page = _kept(
        founded, "Le site Coco a changé d’adresse la semaine dernière, disent les gendarmes, et pas davantage."
    )
    shown = grace.get(page).text
    assert "The text names Coco and none of its addresses. Listed are: coco.gg, coco.fr." in _plain(shown)
    assert 'value="draft"' not in shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_markup_in_an_article_is_text_on_the_page(grace: TestClient, founded: Database, language: str) -> None:
    with founded.write() as session:
        source = keeping.add(session, "http://gazette.example.com/feed", now())
        reasons = [{"kind": "risk", "said": HOSTILE, "sites": ""}]
        session.add(
            SourceItem(
                source_id=source.id,
                seen_at=now(),
                key="0" * 64,
                title=HOSTILE,
                reasons=reasons,
                state=ItemState.WAITING,
                remark=HOSTILE,
            )
        )
        source.title = HOSTILE
    page = _kept(founded, f"{HOSTILE} {RENAMED} {HOSTILE}", source='http://gazette.example.com/"><script>')
    for shown in (grace.get(f"{page}?lang={language}"), grace.get(f"/desk?lang={language}")):
        assert shown.status_code == 200
        assert "&lt;script&gt;alert(1)" in shown.text
        assert "<script>alert" not in shown.text


def test_what_waits_shows_its_copies_and_is_dismissed_once(grace: TestClient, founded: Database) -> None:
    with founded.write() as session:
        source = keeping.add(session, "http://gazette.example.com/feed", now())
        first = SourceItem(source_id=source.id, seen_at=now(), key="0" * 64, title="Piégée", state=ItemState.WAITING)
        session.add(first)
        session.flush()
        for number in (1, 2):
            key = str(number) * 64
            copied = SourceItem(source_id=source.id, seen_at=now(), key=key, title="Piégée", state=ItemState.COPY)
            copied.copy_of = first.id
            session.add(copied)
        number = first.id
    assert "3 copies" in grace.get("/desk").text
    data = {"token": token(grace, "/desk"), "act": "dismiss"}
    assert grace.post(f"/desk/newspapers/{number}", data=data).status_code == 303
    queue = grace.get("/desk").text
    assert "3 copies" not in queue
    assert "put back “Piégée”" in queue
    assert grace.post(f"/desk/newspapers/{number}", data=data).status_code == 404


@pytest.mark.parametrize("page", ["/desk/paste", "/desk/readings/1", "/desk/newspapers/1"])
def test_nothing_is_done_without_signing_in_or_by_another_sites_form(
    client: TestClient, grace: TestClient, page: str
) -> None:
    data = {"token": "0" * 64, "act": "dismiss" if "newspapers" in page else "draft"}
    assert client.post(page, data=data).status_code == 401
    assert grace.post(page, data=data).status_code == 403


@pytest.mark.parametrize("number", ["0", "99", str(10**30)])
def test_a_reading_that_is_not_there_is_not_found(grace: TestClient, number: str) -> None:
    assert grace.get(f"/desk/readings/{number}").status_code == 404
