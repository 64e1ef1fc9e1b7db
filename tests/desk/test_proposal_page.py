"""The page of a Proposal and those that edit it: what they show, what they keep, and what they refuse."""

import html
import re
from collections.abc import Mapping

from sqlmodel import select

from feeds.review import proposals
from feeds.review.roles import Role
from feeds.review.tables import Proposal, ProposedOperation
from tests.conftest import NOON
from tests.desk.curators import ON_BOTH, Curator, Desk
from tests.desk.proposed import HOSTILE, QUOTE, news, signed_in
from tests.review.proposing import someone

AS_PEOPLE_READ = re.compile(r"<[^>]*>|\s+")


def read(page: str) -> str:
    """What people read on a page, on one line."""
    return " ".join(html.unescape(AS_PEOPLE_READ.sub(" ", page)).split())


def row_of(desk: Desk, number: int, op: str) -> int:
    """The row of the operation of a kind that a Proposal has."""
    with desk.database.read() as session:
        rows = session.exec(select(ProposedOperation).filter_by(proposal_id=number, gone_in=None)).all()
        return next(row.id for row in rows if row.body["op"] == op)


def state(desk: Desk, number: int) -> tuple[str, int, str]:
    """The state, the version and the title of a Proposal."""
    with desk.database.read() as session:
        found = session.get_one(Proposal, number)
        return found.state, found.version, found.title


def sent_back(desk: Desk, number: int) -> None:
    """Let grace ask for changes."""
    with desk.database.write() as session:
        found, grace = proposals.get(session, number), someone(session, "grace")
        proposals.ask_for_changes(session, found, reviewer=grace, reason="Which date?", at=NOON)


def form(curator: Curator, path: str) -> Mapping[str, str]:
    """What the form of an editing page holds, as it is shown."""
    page = curator.browser.get(path).text.partition('class="decision"')[2]
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    areas = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', page)
    chosen = re.findall(r'<select id="([^"]+)"(?:(?!</select>).)*?<option value="([^"]+)" selected', page, re.S)
    return {name: html.unescape(value) for name, value in [*fields.items(), *areas, *chosen] if name != "evidence"}


def test_a_change_stands_beside_what_the_registry_says_now(desk: Desk) -> None:
    page = read(signed_in(desk, "grace").browser.get(f"/desk/proposals/{news(desk.database)}").text)
    assert "Set the status of a name name coco.gg status now: online → then: sends visitors to another address" in page


def test_a_text_is_shown_in_every_language_in_which_it_would_be_published(desk: Desk) -> None:
    page = read(signed_in(desk, "grace").browser.get(f"/desk/proposals/{news(desk.database)}").text)
    assert f"text en Back {HOSTILE} fr De retour" in page


def test_a_quote_stands_in_its_place_and_copies_are_counted_as_one(desk: Desk) -> None:
    page = signed_in(desk, "grace").browser.get(f"/desk/proposals/{news(desk.database)}").text
    assert f"écrit que <mark>{QUOTE}</mark> cette semaine" in page
    assert page.count("2 copies of one text, which count as one source") == 2
    assert 'href="https://news.example.com/2"' in page


def test_the_note_and_the_comments_are_apart_from_what_is_published(desk: Desk) -> None:
    page = signed_in(desk, "grace").browser.get(f"/desk/proposals/{news(desk.database)}").text
    private = "".join(re.findall(r'<section class="private".*?</section>', page, re.S))
    assert "Ask again." in private
    assert "Who owns it?" in private
    assert "Two say so." not in private
    assert "Ask again." not in desk.browser().get("/journal").text
    assert "Who owns it?" not in desk.browser().get("/journal").text


def test_what_is_typed_into_any_field_is_shown_as_text(desk: Desk) -> None:
    number, browser = news(desk.database), signed_in(desk, "olga").browser
    path = f"/desk/proposals/{number}"
    sent_back(desk, number)
    row = row_of(desk, number, "add_event")
    for page in ("", "/words", f"/operations/{row}", "/effect", "/warning?name=cocochat.chat"):
        shown = browser.get(f"{path}{page}")
        assert shown.status_code == 200, page
        assert HOSTILE not in shown.text, page


@ON_BOTH
def test_a_proposal_is_sent_back_edited_handed_in_and_approved(desk: Desk) -> None:
    number = news(desk.database)
    path = f"/desk/proposals/{number}"
    grace, olga = signed_in(desk, "grace"), signed_in(desk, "olga", Role.EDITOR)
    asked = grace.post(path, verdict="ask_for_changes", reason="Which date?", version="1")
    assert (asked.status_code, state(desk, number)[:2]) == (303, ("draft", 2))
    assert "grace asked for changes – Which date?" in read(olga.browser.get(path).text)
    event = f"{path}/operations/{row_of(desk, number, 'add_event')}"
    changed = {**form(olga, event), "date": "2026-11-21", "evidence": "paper-3"}
    assert olga.post(event, **{key: value for key, value in changed.items() if key != "token"}).status_code == 303
    assert "21 November 2026" in olga.browser.get(path).text
    assert olga.post(f"{path}/step", act="submit", version="3").status_code == 303
    assert grace.post(path, verdict="approve", reason="Both say so.", version="4").status_code == 303
    assert state(desk, number)[0] == "approved"


def test_whoever_edited_is_told_that_somebody_else_decides(desk: Desk) -> None:
    number, olga = news(desk.database), signed_in(desk, "olga")
    sent_back(desk, number)
    olga.post(f"/desk/proposals/{number}/words", title="Coco is back", reason="Two say so.", version="2")
    olga.post(f"/desk/proposals/{number}/step", act="submit", version="3")
    page = olga.browser.get(f"/desk/proposals/{number}").text
    assert "by ada, olga" in read(page)
    assert "Somebody else has to decide on it" in page
    refused = olga.post(f"/desk/proposals/{number}", verdict="approve", reason="Fine.", version="4")
    assert (refused.status_code, state(desk, number)[0]) == (403, "in_review")


def test_the_second_of_two_editors_sees_what_the_first_changed_and_loses_nothing(desk: Desk) -> None:
    number = news(desk.database)
    sent_back(desk, number)
    first, second = signed_in(desk, "olga", Role.EDITOR), signed_in(desk, "mary")
    words = f"/desk/proposals/{number}/words"
    both = {name: dict(form(each, words)) for name, each in (("olga", first), ("mary", second))}
    assert first.post(words, **both["olga"] | {"title": "Coco is back", "token": first.token}).status_code == 303
    late = second.post(words, **both["mary"] | {"reason": "Three newspapers say so.", "token": second.token})
    assert late.status_code == 409
    told = read(late.text)
    assert "olga edited it" in told
    assert f"before: Coco is back {HOSTILE} → now: Coco is back" in told
    assert "Three newspapers say so.</textarea>" in late.text
    version = re.findall(r'name="version" value="(\d+)"', late.text)[-1]
    again = {"title": "Coco is back", "reason": "Three newspapers say so.", "note": "", "version": version}
    assert second.post(words, **again).status_code == 303
    assert state(desk, number) == ("draft", 4, "Coco is back")


def test_a_change_that_was_taken_out_while_somebody_edited_it_can_be_added_anew(desk: Desk) -> None:
    number = news(desk.database)
    sent_back(desk, number)
    first, second = signed_in(desk, "olga", Role.EDITOR), signed_in(desk, "mary")
    path = f"/desk/proposals/{number}/operations"
    event = f"{path}/{row_of(desk, number, 'add_event')}"
    typed = {**form(second, event), "date": "2026-11-21", "evidence": "paper-3", "token": second.token}
    assert first.post(event, op="add_event", version="2", remove="1").status_code == 303
    late = second.post(event, **typed)
    assert late.status_code == 409
    assert "Saving adds what you typed as a new one" in late.text
    assert f'action="{path}"' in late.text
    assert second.post(path, **typed | {"version": "3"}).status_code == 303
    assert "21 November 2026" in second.browser.get(f"/desk/proposals/{number}").text


def test_a_field_that_is_wrong_says_so_and_keeps_what_was_typed(desk: Desk) -> None:
    number, olga = news(desk.database), signed_in(desk, "olga", Role.EDITOR)
    sent_back(desk, number)
    event = f"/desk/proposals/{number}/operations/{row_of(desk, number, 'add_event')}"
    wrong = olga.post(event, **{**form(olga, event), "date": "last week", "text.fr": "", "token": olga.token})
    assert wrong.status_code == 422
    assert 'id="date-wrong"' in wrong.text
    assert 'id="text.fr-wrong"' in wrong.text
    assert 'value="last week"' in wrong.text
    assert state(desk, number)[1] == 2


NOT_RIGHT: list[tuple[str, dict[str, str], int]] = [
    ("operations", {"op": "drop_table", "version": "2"}, 422),
    ("operations", {"op": "add_name", "version": "x"}, 422),
    ("operations/999999", {"op": "add_name", "version": "2"}, 422),
    ("words", {"title": " ", "reason": "r", "version": "2"}, 422),
    ("words", {"title": "t", "reason": "r", "version": "2", "token": "0" * 64}, 403),
    ("words", {"title": "t" * 301, "reason": "r", "version": "2"}, 422),
    ("words", {"title": "t\0", "reason": "r", "version": "2"}, 422),
    ("words", {"title": "t", "reason": "r\0", "version": "2"}, 422),
    ("comments", {"text": "x\0"}, 422),
    ("step", {"act": "publish", "version": "2"}, 422),
    ("step", {"act": "withdraw", "version": "2", "reason": " "}, 422),
    ("step", {"act": "take_back", "version": "2"}, 409),
    ("step", {"act": "submit", "version": "1"}, 409),
    ("comments", {"text": " \n"}, 422),
    ("comments", {"text": "x" * 2001}, 422),
]


def test_a_form_that_is_not_right_changes_nothing(desk: Desk) -> None:
    number, olga = news(desk.database), signed_in(desk, "olga", Role.EDITOR)
    sent_back(desk, number)
    before = state(desk, number)
    for page, typed, status in NOT_RIGHT:
        assert olga.post(f"/desk/proposals/{number}/{page}", **typed).status_code == status, (page, typed)
    assert state(desk, number) == before


def test_what_was_withdrawn_is_copied_and_not_undone(desk: Desk) -> None:
    number, olga = news(desk.database), signed_in(desk, "olga", Role.EDITOR)
    olga.post(f"/desk/proposals/{number}/step", act="withdraw", version="1", reason="Too early.")
    assert "olga withdrew it – Too early." in read(olga.browser.get(f"/desk/proposals/{number}").text)
    copied = olga.post(f"/desk/proposals/{number}/step", act="copy", version="2")
    assert copied.status_code == 303
    assert copied.headers["location"] == f"/desk/proposals/{number + 1}"
    assert (state(desk, number)[0], state(desk, number + 1)[0]) == ("withdrawn", "draft")
    assert "by ada, olga" in read(olga.browser.get(copied.headers["location"]).text)
