"""The Desk's page of the Journal: every decision is found again, and what the last check of the chain found is told."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from api import journal_entries
from api.database import Database
from api.desk import journal as desk
from api.jobs import journal as job
from api.settings import Settings
from feeds.review import journal
from feeds.review.tables import JournalCheck
from tests.api.desk_browser import sign_in
from tests.api.moments import now
from tests.statements import counted

PAGE = "/desk/journal"


@pytest.fixture
def grace(client: TestClient, founded: Database, settings: Settings) -> TestClient:
    """A browser in which grace is signed in, over a Journal with three more entries."""
    with founded.write() as session:
        for subject, reason in (("site one", "Déjà fermé."), ("site two", "100 % sûr_e"), ("proposal 3", "Plain.")):
            journal.record(session, at=now(), actor="ada", action="test", subject=subject, body={"reason": reason})
    return sign_in(client, founded, settings, "grace")


@pytest.mark.parametrize(
    ("words", "found", "others"),
    [
        ("site two", ["100 % sûr_e"], ["Déjà fermé.", "Plain."]),
        ("Déjà", ["Déjà fermé."], ["100 % sûr_e", "Plain."]),
        ("ADA", ["Déjà fermé.", "100 % sûr_e", "Plain."], []),
        ("%", ["100 % sûr_e"], ["Déjà fermé.", "Plain."]),
        ("r_e", ["100 % sûr_e"], ["Plain."]),
        ("no such words", ["No entry says this."], ["Plain."]),
        ("'; DROP TABLE journal; --", ["No entry says this."], []),
    ],
)
def test_an_entry_is_found_by_what_it_holds(grace: TestClient, words: str, found: list[str], others: list[str]) -> None:
    text = grace.get(PAGE, params={"q": words}).text
    assert [each for each in found if each not in text] == []
    assert [each for each in others if each in text] == []


def test_a_proposal_is_led_to(grace: TestClient) -> None:
    assert '<a href="/desk/proposals/3">test proposal 3</a>' in grace.get(PAGE, params={"q": "Plain"}).text


def test_older_entries_are_on_further_pages(grace: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "ON_A_PAGE", 2)
    first = grace.get(PAGE, params={"q": "ada"}).text
    assert ("Plain." in first, "Déjà fermé." in first) == (True, False)
    older = first.partition('" rel="next"')[0].rpartition('href="')[2].replace("&amp;", "&")
    assert "Déjà fermé." in grace.get(older).text


def test_the_page_says_what_the_daily_check_found_and_what_came_since(
    grace: TestClient, founded: Database, settings: Settings
) -> None:
    assert "The chain was not checked yet" in grace.get(PAGE).text
    assert job.run(founded, settings, now()) == ""
    with founded.write() as session:
        journal.record(session, at=now(), actor="ada", action="test", subject="site one", body={})
        entries = session.get_one(JournalCheck, 1).entries
    text = grace.get(PAGE).text
    assert f"The chain holds: {entries} entries" in text
    assert "Checked on" in text
    assert "Entries since then: 1." in text


def test_a_check_that_is_asked_for_is_made_by_the_schedule_and_its_finding_shown(
    grace: TestClient, founded: Database, settings: Settings
) -> None:
    job.run(founded, settings, now())
    assert job.run_if_asked(founded, settings, now()) == ""
    with founded.write() as session:
        on = " ON journal" if session.get_bind().dialect.name == "postgresql" else ""
        session.connection().exec_driver_sql(f"DROP TRIGGER journal_is_not_changed{on}")
        session.connection().exec_driver_sql("UPDATE journal SET actor = 'mallory' WHERE sequence = 2")
    assert "The chain holds" in grace.get(PAGE).text
    assert _asks(grace) == 303
    asked = grace.get(PAGE).text
    assert "A new check was asked for" in asked
    assert 'action="/desk/journal/check"' not in asked
    assert "Entry 2 of the journal was changed" in job.run_if_asked(founded, settings, now())
    text = grace.get(PAGE).text
    assert "Entry 2 of the journal was changed" in text
    assert 'action="/desk/journal/check"' in text
    assert job.run_if_asked(founded, settings, now()) == ""


def test_what_is_asked_for_during_a_check_is_done_after_it(founded: Database, settings: Settings) -> None:
    began = now()
    job.run(founded, settings, began)
    with founded.write() as session:
        job.ask(session, began + timedelta(seconds=1))
    job.run(founded, settings, began)
    with founded.read() as session:
        assert session.get_one(JournalCheck, 1).asked_at == began + timedelta(seconds=1)


def test_the_page_never_walks_the_chain(grace: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "ON_A_PAGE", 2)
    with counted() as statements:
        assert grace.get(PAGE).status_code == 200
    of_entries = [one for one in statements if "FROM journal" in one and "FROM journal_check" not in one]
    assert of_entries
    assert all("LIMIT" in one for one in of_entries)


def _asks(grace: TestClient) -> int:
    token = re.findall(r'name="token" value="([0-9a-f]{64})"', grace.get(PAGE).text)[0]
    return int(grace.post(f"{PAGE}/check", data={"token": token}, follow_redirects=False).status_code)


@pytest.mark.parametrize("query", ["before=0", "before=x", f"q={'a' * 201}"])
def test_a_question_that_is_none_is_refused(grace: TestClient, query: str) -> None:
    assert grace.get(f"{PAGE}?{query}").status_code == 422


def test_nobody_reads_it_here_without_signing_in(client: TestClient) -> None:
    assert client.get(PAGE).status_code == 401


def test_a_search_looks_so_far_back_says_so_and_goes_on(grace: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_entries, "LOOKED_THROUGH", 2)
    text = grace.get(PAGE, params={"q": "Déjà"}).text
    for _ in range(50):
        if "Déjà fermé." in text:
            break
        assert "there are older ones" in text
        following = text.partition('" rel="next"')[0].rpartition('href="')[2].replace("&amp;", "&")
        text = grace.get(following).text
    assert "Déjà fermé." in text


def test_what_entries_are_about_finds_them_and_no_others(grace: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_entries, "LOOKED_THROUGH", 1)
    text = grace.get(PAGE, params={"q": "site one"}).text
    assert ("Déjà fermé." in text, "Search older" in text) == (True, False)


def test_a_text_that_no_field_can_have_is_found_nowhere(grace: TestClient) -> None:
    assert "No entry says this." in grace.get(PAGE, params={"q": "a\0b"}).text
