"""Disputes, answered by programs: in each way that a person may, by what was read, and by nobody else."""

from typing import Any

import pytest

from feeds.review import proposals
from feeds.review.disputes import crowds
from feeds.review.roles import Role
from tests.api.moments import now
from tests.disputes.disputing import CORRECTION, REMOVAL, REPLY, opened, proved
from tests.editing.programs import API, PROBLEM, READ_IT, House
from tests.review.proposing import approve

ANSWER = {"text": "We look at it this week.", "note": "Ask the school."}


def _opened(town: House, asked: dict[str, Any] = CORRECTION, *, is_proved: bool = False) -> str:
    with town.database.write() as session:
        dispute = (proved if is_proved else opened)(session, asked, now())
        return f"/disputes/by-number/{dispute.id}"


def test_the_list_has_the_clock_and_one_of_them_what_was_written(town: House) -> None:
    ada, at = town.program("ada", Role.READER), _opened(town, REPLY)
    (listed,) = [row for row in ada.get("/disputes").json()["disputes"] if at.endswith(f"/{row['number']}")]
    assert (listed["state"], listed["overdue"], "words" in listed, "address" in listed) == ("open", False, False, False)
    assert listed["due"] > listed["opened"]
    whole = ada.get(at).json()
    assert (whole["words"], whole["address"], whole["due"]) == (REPLY["words"], REPLY["address"], listed["due"])
    assert "secret" not in str(whole)


def test_an_answer_stops_the_clock_and_what_only_curators_read_is_in_no_public_record(town: House) -> None:
    eddie, at = town.program("eddie", Role.EDITOR), _opened(town)
    answered = eddie.post(f"{at}/answer", ANSWER, if_match=eddie.get(at).headers["etag"])
    assert (answered.status_code, answered.json()["state"]) == (200, "answered")
    assert [(said["person"], said["text"], said["note"]) for said in answered.json()["answers"]] == [
        ("eddie", ANSWER["text"], ANSWER["note"])
    ]
    assert answered.headers["etag"] == eddie.get(at).headers["etag"]
    assert "Ask the school." not in str([entry.body for entry in town.journal()])


def test_an_editor_answers_and_only_a_reviewer_ends_a_dispute(town: House) -> None:
    eddie, rita, at = town.program("eddie", Role.EDITOR), town.program("rita"), _opened(town)
    as_read = eddie.get(at).headers["etag"]
    for step in ("uphold", "refuse"):
        refused = eddie.post(f"{at}/{step}", ANSWER, if_match=as_read)
        assert (refused.status_code, refused.headers["content-type"]) == (403, PROBLEM)
    assert rita.post(f"{at}/refuse", ANSWER, if_match=as_read).json()["state"] == "refused"
    closed = rita.get(at).headers["etag"]
    for step in ("answer", "uphold", "refuse"):
        assert rita.post(f"{at}/{step}", ANSWER, if_match=closed).status_code == 409


def test_nobody_answers_what_they_have_not_read(town: House) -> None:
    eddie, rita, at = town.program("eddie", Role.EDITOR), town.program("rita"), _opened(town)
    as_read = rita.get(at).headers["etag"]
    assert eddie.post(f"{at}/answer", ANSWER, if_match=as_read).status_code == 200
    assert rita.post(f"{at}/refuse", ANSWER, if_match=as_read).status_code == 412
    for tag in ("", "*", '"1"', f"W/{as_read}"):
        assert rita.post(f"{at}/refuse", ANSWER, if_match=tag).status_code == 428, tag
    assert rita.get(at).json()["state"] == "answered"


def test_an_upheld_removal_becomes_a_proposal_and_again_when_that_is_turned_down(town: House) -> None:
    rita, grace, at = town.program("rita"), town.program("grace"), _opened(town, REMOVAL)
    upheld = rita.post(f"{at}/uphold", ANSWER, if_match=rita.get(at).headers["etag"]).json()
    first = grace.get(f"/proposals/{upheld['proposal']}")
    assert ([each["op"] for each in first.json()["operations"]], first.json()["authors"]) == (
        ["retract_name"],
        ["rita"],
    )
    assert rita.post(f"{at}/draft", READ_IT).status_code == 409
    grace.post(f"/proposals/{upheld['proposal']}/reject", READ_IT, if_match=first.headers["etag"])
    assert grace.get(at).json()["may_draft"]
    again = rita.post(f"{at}/draft", READ_IT)
    assert (again.status_code, again.json()["number"] > upheld["proposal"]) == (201, True)
    assert rita.post(f"/proposals/{again.json()['number']}/withdraw", READ_IT, if_match='"1"').status_code == 200


def test_an_upheld_correction_is_worded_by_somebody(town: House) -> None:
    rita, at = town.program("rita"), _opened(town)
    upheld = rita.post(f"{at}/uphold", ANSWER, if_match=rita.get(at).headers["etag"]).json()
    assert (upheld["state"], upheld["proposal"], upheld["may_draft"]) == ("upheld", None, False)


def test_a_reply_is_shown_when_control_was_proved_and_taken_back_by_a_proposal(town: House) -> None:
    rita, at = town.program("rita"), _opened(town, REPLY)
    refused = rita.post(f"{at}/uphold", ANSWER, if_match=rita.get(at).headers["etag"])
    assert (refused.status_code, "control of" in refused.json()["detail"]) == (409, True)
    at = _opened(town, REPLY, is_proved=True)
    upheld = rita.post(f"{at}/uphold", ANSWER, if_match=rita.get(at).headers["etag"]).json()
    assert rita.post(f"{at}/take-back-reply", READ_IT).status_code == 409
    with town.database.write() as session:
        approve(session, proposals.get(session, upheld["proposal"]), reviewer="john")
    assert rita.get(at).json()["reply_shown"]
    assert rita.post(f"{at}/take-back-reply", READ_IT).json()["operations"][0]["op"] == "withdraw_reply"


def test_an_admin_erases_what_is_personal(town: House) -> None:
    admin, rita, at = town.program("root", Role.ADMIN), town.program("rita"), _opened(town, REPLY)
    assert rita.post(f"{at}/erase").status_code == 403
    assert admin.post(f"{at}/erase").status_code == 204
    assert (rita.get(at).json()["words"], rita.get(at).json()["address"]) == (None, None)


def test_a_crowd_is_read_and_answered_together_by_what_it_says(town: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "MANY", 2)
    eddie, rita = town.program("eddie", Role.EDITOR), town.program("rita")
    alike = CORRECTION | {"name": "bounty.chat", "words": "It is closed."}
    for words in ("It is closed.", "It is closed.", "It asks for an age."):
        _opened(town, alike | {"words": words})
    assert ("bounty.chat", 3) in [(row["name"], row["count"]) for row in eddie.get("/crowds").json()["crowds"]]
    voices = eddie.get("/crowds/bounty.chat").json()["voices"]
    assert [(voice["words"], voice["count"]) for voice in voices] == [("It asks for an age.", 1), ("It is closed.", 2)]
    said = {"text": "We look at it.", "like": voices[1]["number"]}
    assert eddie.post("/crowds/bounty.chat/answer", said).json() == {"answered": 2}
    assert eddie.post("/crowds/bounty.chat/refuse", said).status_code == 403
    assert rita.post("/crowds/bounty.chat/refuse", {"text": "It is open, and asks nobody."}).json() == {"answered": 3}
    assert rita.get("/crowds/bounty.chat").json()["count"] == 0


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({}, "#/text"), ({"text": " "}, "#/text"), ({**ANSWER, "act": "uphold"}, "#/act"), ({**ANSWER, "by": 1}, "#/by")],
)
def test_what_cannot_be_used_is_named_and_answers_nothing(town: House, body: Any, pointer: str) -> None:
    rita, at = town.program("rita"), _opened(town)
    refused = rita.post(f"{at}/answer", body, if_match=rita.get(at).headers["etag"])
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert rita.get(at).json()["answers"] == []


def test_the_number_opens_nothing_to_whoever_has_no_token(town: House) -> None:
    at = _opened(town)
    assert town.stranger().get(f"{API}{at}").status_code == 401
    assert town.stranger().get(f"{API}/disputes/{at.rpartition('/')[2]}").status_code == 404
    assert town.program("ada").get("/disputes/by-number/77777").status_code == 404
