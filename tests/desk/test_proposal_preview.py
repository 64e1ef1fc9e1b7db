"""What a Proposal would make of the feed and of the warning, tried and undone."""

import base64
import json
import re
from typing import Any

import pytest
from sqlmodel import col, select

from api.desk import previewed, trial
from api.desk.preview import AT, WARNING
from api.desk.text_difference import Line, between
from api.jobs import planning
from feeds.registry.tables import Name
from feeds.release import contents, delta, names_file, reading
from feeds.review import proposals
from feeds.review.applying import DoesNotApply
from feeds.review.roles import Role
from feeds.review.tables import JournalEntry
from tests.conftest import NOON
from tests.desk.curators import ON_BOTH, Desk
from tests.desk.proposed import signed_in
from tests.review.proposing import LIST_COCO, approve, operations, propose

NEW_NAME: dict[str, object] = {
    "op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", "evidence": ["paper-1"]
}  # fmt: skip
OTHER_SITE: list[dict[str, object]] = [
    {"op": "add_site", "slug": "other", "name": "Other", "category": "dating-chat", "status": "active"},
    {"op": "add_name", "site": "other", "name": "otherchat.chat", "status": "active", "evidence": ["paper-1"]},
    {"op": "link_names", "old": "coco.gg", "new": "otherchat.chat", "kind": "clone_of", "evidence": ["paper-1"]},
]
RETRACTED: dict[str, object] = {"op": "retract_name", "name": "coco.gg", "reason": "It was another site."}


def listed(desk: Desk) -> None:
    """A registry with Coco and another Site that it is linked with."""
    with desk.database.write() as session:
        approve(session, propose(session, *LIST_COCO, *OTHER_SITE))


@ON_BOTH
@pytest.mark.parametrize("rows", [[NEW_NAME], [RETRACTED], [NEW_NAME, RETRACTED]], ids=["adds", "takes", "both"])
def test_what_is_tried_is_what_the_next_release_says_once_it_is_approved(
    desk: Desk, rows: list[dict[str, object]]
) -> None:
    listed(desk)
    with desk.database.write() as session:
        tried = trial.of(session, operations(*rows), NOON)
        approve(session, propose(session, *rows))
        whole = contents.of(reading.read(session, NOON.date()))
    assert set(tried.after.rows) <= set(whole.rows)
    assert set(tried.after.sites.sites) <= set(whole.sites.sites)
    assert {name for name, _ in tried.names.came} == ({"chat.cocochat"} if NEW_NAME in rows else set())
    assert {name for name, _ in tried.names.gone} == ({"gg.coco"} if RETRACTED in rows else set())


@ON_BOTH
def test_trying_leaves_nothing_behind(desk: Desk) -> None:
    listed(desk)
    with desk.database.write() as session:
        before = len(session.exec(select(JournalEntry)).all())
        trial.of(session, operations(NEW_NAME, RETRACTED), NOON)
        assert session.exec(select(Name.hostname).order_by(col(Name.hostname))).all() == [
            "coco.fr", "coco.gg", "otherchat.chat"
        ]  # fmt: skip
        assert len(session.exec(select(JournalEntry)).all()) == before


def test_a_name_that_is_withdrawn_takes_links_of_other_dossiers_along(desk: Desk) -> None:
    listed(desk)
    with desk.database.write() as session:
        documents = {
            title: (old, new) for title, old, new in trial.of(session, operations(RETRACTED), NOON).documents()
        }
    assert [len(document["links"]) for document in documents["other"]] == [1, 0]


def test_what_does_not_fit_is_said_and_not_tried(desk: Desk) -> None:
    listed(desk)
    twice = {**NEW_NAME, "name": "coco.gg"}
    with desk.database.write() as session, pytest.raises(DoesNotApply, match=r"coco\.gg is in the registry already"):
        trial.of(session, operations(twice), NOON)


def test_a_reason_that_is_withdrawn_is_previewed_with_the_stance_that_is_left(desk: Desk) -> None:
    listed(desk)
    wrong = {"op": "retract_signal", "site": "coco", "signal": "no-age-check", "reason": "It was another site."}
    with desk.database.write() as session:
        tried = trial.of(session, operations(wrong), NOON)
        assert previewed.names(session, operations(wrong)) == ["coco.gg", "coco.fr"]
        number = propose(session, wrong).id
    (before, after) = next((old, new) for title, old, new in tried.documents() if title == "coco")
    assert [(len(each["signals"]), each["stance"]) for each in (before, after)] == [(1, "warn"), (0, "inform")]
    assert {name for name, _ in tried.names.came} == {"fr.coco", "gg.coco"}
    html = signed_in(desk, "rita", Role.READER).browser.get(f"/desk/proposals/{number}").text
    assert "Withdraw a reason for risk" in html
    assert "It was another site." in html
    assert 'href="https://news.example.com/1"' in html  # what the reason rests on, for whoever decides


def test_names_of_a_site_that_is_said_more_of_are_previewed_after_those_that_are_named(desk: Desk) -> None:
    listed(desk)
    signal = {"op": "add_signal", "site": "coco", "signal": "no-moderation", "evidence": ["paper-1"]}
    with desk.database.read() as session:
        assert previewed.names(session, operations(signal, NEW_NAME)) == ["cocochat.chat", "coco.gg", "coco.fr"]


def test_the_files_that_the_warning_reads_are_those_of_a_release(desk: Desk) -> None:
    listed(desk)
    with desk.database.write() as session:
        number = propose(session, NEW_NAME).id
    answer = signed_in(desk, "rita", Role.READER).browser.get(f"/desk/proposals/{number}/trial")
    said: dict[str, Any] = answer.json()
    sites = json.loads(base64.b64decode(said["sites"]))
    assert [site["slug"] for site in sites["sites"]] == ["coco", "other"]
    assert base64.b64decode(said["names"]).startswith(b"vigie-names/1 4\n")
    assert answer.headers["cache-control"] == "no-store"


def test_the_warning_is_the_extension_s_own_page_with_one_script_in_the_place_of_another(desk: Desk) -> None:
    listed(desk)
    with desk.database.write() as session:
        number = propose(session, NEW_NAME).id
    browser = signed_in(desk, "rita", Role.READER).browser
    page = browser.get(f"/desk/proposals/{number}/warning?name=cocochat.chat&reader=parent&language=fr")
    lines = [line.strip() for line in page.text.splitlines()]
    missing = [line for line in map(str.strip, WARNING.read_text().splitlines()) if line not in lines]
    assert len(missing) == 1
    assert 'src="warning.js"' in missing[0]
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    for part in (
        "pages/warning/warning.js",
        "pages/warning/warning.css",
        "src/release.js",
        "_locales/fr/messages.json",
    ):
        assert browser.get(f"{AT}/{part}").status_code == 200, part


def test_the_page_of_bytes_says_what_the_next_release_grows_by(desk: Desk) -> None:
    listed(desk)
    with desk.database.write() as session:
        proposal = propose(session, NEW_NAME)
        without = planning.of_approved(session, desk.settings, NOON).contents
    page = signed_in(desk, "rita", Role.READER).browser.get(f"/desk/proposals/{proposal.id}/effect").text
    with desk.database.write() as session:
        approve(session, proposals.get(session, proposal.id))
        with_it = planning.of_approved(session, desk.settings, NOON).contents
    nothing = names_file.write_rows([])  # is out yet
    said = [each.said for each in (without, with_it)]
    deltas = [len(delta.encode(nothing, each["names"])) for each in said]
    rows = re.findall(r"</th><td>(\d+)</td><td>(\d+)</td>", page)
    assert [[int(one), int(other)] for one, other in rows] == [[3, 4], deltas, [len(each["sites"]) for each in said]]
    assert "+ cocochat.chat · anonymous-chat · active" in page
    assert "The dossier of coco" in page
    assert "The dossier of other" not in page


@pytest.mark.parametrize("page", ["trial", "effect", "warning?name=coco.gg"])
def test_what_was_decided_and_what_does_not_fit_are_clear_answers(desk: Desk, page: str) -> None:
    listed(desk)
    with desk.database.write() as session:
        number = propose(session, NEW_NAME).id
        other = propose(session, NEW_NAME)
        approve(session, other)
    browser = signed_in(desk, "rita", Role.READER).browser
    assert browser.get(f"/desk/proposals/{other.id}/{page}").status_code == 409
    answer = browser.get(f"/desk/proposals/{number}/{page}")
    assert answer.status_code == (200 if page.startswith("warning") else 409)
    assert page.startswith("warning") or "cocochat.chat is in the registry already" in answer.text
    assert browser.get(f"/desk/proposals/99999/{page}").status_code == 404


def test_a_difference_shows_what_goes_what_comes_and_where_lines_are_left_out() -> None:
    before = {str(place): place for place in range(10, 30)}
    told = between(before, before | {"20": "x"})
    assert told[0] == told[-1] == Line("gap", "")
    assert [line for line in told if line.kind in ("gone", "came")] == [
        Line("gone", '  "20": 20,'), Line("came", '  "20": "x",')
    ]  # fmt: skip
    assert between(None, {"a": 1}) == [Line("came", "{"), Line("came", '  "a": 1'), Line("came", "}")]
    assert between(before, dict(before)) == []
