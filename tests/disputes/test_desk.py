"""Disputes on the Desk: from what somebody asks to what a second person approves."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import AnyHttpUrl, SecretStr
from sqlmodel import select

from api.database import Database
from api.settings import Settings
from feeds.registry.tables import Reply
from feeds.review import proposals
from feeds.review.disputes.states import Act
from feeds.review.disputes.tables import Dispute
from feeds.review.roles import Role
from feeds.review.tables import Proposal
from tests.api.moments import now
from tests.desk.authenticator import ORIGIN
from tests.desk.curators import Desk
from tests.disputes.disputing import CORRECTION, REMOVAL, REPLY, act, opened, proved
from tests.review.proposing import approve

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def desk(coco: Database, tmp_path: Path) -> Desk:
    """The Desk of an installation where Coco is listed."""
    with coco.read() as session:
        url = str(session.get_bind().engine.url)
    settings = Settings(data_dir=tmp_path, database_url=SecretStr(url), public_url=AnyHttpUrl(f"{ORIGIN}/"))
    return Desk(settings, coco)


def _opened(desk: Desk, asked: dict[str, Any] = REPLY, *, is_proved: bool = False, days_ago: int = 0) -> str:
    """An open Dispute; the path of its page."""
    with desk.database.write() as session:
        dispute = (proved if is_proved else opened)(session, asked, now() - timedelta(days=days_ago))
        return f"/desk/disputes/{dispute.id}"


def _only(desk: Desk, table: type[Any]) -> Any:
    with desk.database.read() as session:
        return session.exec(select(table).order_by(table.id.desc())).first()


def test_the_list_has_the_most_urgent_first_and_says_what_is_late(desk: Desk) -> None:
    pages = [_opened(desk, asked, days_ago=days) for asked, days in ((REPLY, 1), (REMOVAL, 5), (CORRECTION, 6))]
    with desk.database.write() as session:
        act(session, session.get_one(Dispute, 3), Act.ANSWER)
    text = desk.comes("grace", Role.READER).browser.get("/desk/disputes").text
    assert re.findall(r'href="(/desk/disputes/[0-9]+)"', text) == [pages[1], pages[0], pages[2]]
    assert [text.count(said) for said in ("Overdue since", "Answer by", "First answer")] == [1, 1, 1]


def test_without_any_it_says_so(desk: Desk) -> None:
    assert "No dispute waits." in desk.comes("grace").browser.get("/desk/disputes").text


def test_what_was_written_is_shown_as_text_with_its_language(desk: Desk) -> None:
    page = _opened(desk, REPLY | {"words": HOSTILE, "language": "fr"})
    text = desk.comes("grace").browser.get(page).text
    assert f'lang="fr" dir="auto">{HOSTILE.replace("<", "&lt;").replace(">", "&gt;")}</blockquote>' in text
    assert HOSTILE not in text
    assert "press@coco.gg" in text


def test_an_editor_answers_and_a_reader_only_reads(desk: Desk) -> None:
    page = _opened(desk)
    editor, reader = desk.comes("eddie", Role.EDITOR), desk.comes("mary", Role.READER)
    assert 'value="uphold"' not in editor.browser.get(page).text
    assert editor.post(page, act="answer", text="We read it.", note="Call back.").status_code == 303
    text = reader.browser.get(page).text
    assert "We read it." in text
    assert "Call back." in text
    assert "<textarea" not in text
    refused = editor.post(page, act="refuse", text="No.")
    assert refused.status_code == 403
    assert "who may: reviewer, admin" in refused.text


def test_an_upheld_reply_becomes_a_proposal_that_somebody_else_approves(desk: Desk) -> None:
    page = _opened(desk, is_proved=True)
    ada = desk.comes("ada")
    answer = ada.post(page, act="uphold", text="They showed that it is theirs.")
    proposal = _only(desk, Proposal)
    assert answer.headers["location"] == f"/desk/proposals/{proposal.id}"
    assert "We ask for an age since May." in ada.browser.get(answer.headers["location"]).text
    with desk.database.write() as session:
        approve(session, proposals.get(session, proposal.id), "grace")
    assert _only(desk, Reply).text == REPLY["words"]
    assert ada.post(page, act="take_back", text="They asked for it.").status_code == 303
    assert _only(desk, Proposal).title == "Withdraw the reply of coco.gg"


def test_a_proposal_shows_the_words_of_its_reply_until_they_are_erased(desk: Desk) -> None:
    page, ada = _opened(desk, is_proved=True), desk.comes("ada")
    proposal = ada.post(page, act="uphold", text="They showed it.").headers["location"]
    assert "Our rules say how." in ada.browser.get(proposal).text
    desk.comes("alan", Role.ADMIN).post(f"{page}/erase")
    text = ada.browser.get(proposal).text
    assert "<em>It was erased.</em>" in text
    assert "Our rules say how." not in text


def test_a_reply_without_proof_stays_open_and_nothing_is_drafted(desk: Desk) -> None:
    before = _only(desk, Proposal).id
    refused = desk.comes("ada").post(_opened(desk), act="uphold", text="It is fine.")
    assert (refused.status_code, _only(desk, Dispute).state) == (409, "open")
    assert "only when control of coco.gg was shown" in refused.text
    assert ">It is fine.</textarea>" in refused.text
    assert _only(desk, Proposal).id == before


def test_an_upheld_removal_drafts_the_withdrawal_and_a_correction_leads_to_the_site(desk: Desk) -> None:
    ada = desk.comes("ada")
    ada.post(_opened(desk, REMOVAL), act="uphold", text="It is somebody else's name.")
    assert _only(desk, Proposal).title == "Withdraw coco.gg"
    answer = ada.post(_opened(desk, CORRECTION), act="uphold", text="The year is wrong.")
    assert answer.headers["location"] == "/desk/sites/coco"


def test_what_is_decided_is_decided_and_says_so_to_the_second_curator(desk: Desk) -> None:
    page = _opened(desk)
    desk.comes("ada").post(page, act="refuse", text="It is as the court says.")
    late = desk.comes("grace").post(page, act="uphold", text="I think so.")
    assert late.status_code == 409
    assert "A dispute that is refused cannot be upheld." in late.text


@pytest.mark.parametrize("form", [{"act": "answer", "text": " "}, {"act": "answer", "text": "x" * 2001}, {"act": "x"}])
def test_a_form_that_cannot_be_used_changes_nothing(desk: Desk, form: dict[str, str]) -> None:
    page, ada = _opened(desk), desk.comes("ada")
    assert ada.post(page, **form).status_code == 422
    assert ada.browser.post(page, data={"token": "x", "act": "answer", "text": "Hello"}).status_code == 403
    assert _only(desk, Dispute).state == "open"
    assert ada.post("/desk/disputes/99", act="answer", text="Hello").status_code == 404


def test_an_admin_erases_what_is_personal(desk: Desk) -> None:
    page = _opened(desk)
    admin = desk.comes("alan", Role.ADMIN)
    assert "Erase what they wrote" in admin.browser.get(page).text
    assert admin.post(f"{page}/erase").status_code == 303
    text = admin.browser.get(page).text
    assert "It was erased." in text
    assert "press@coco.gg" not in text
    assert desk.journal()[-1] == ("alan", "erase", f"dispute {page[-1]}")
