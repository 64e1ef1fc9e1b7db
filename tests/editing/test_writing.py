"""Writing, editing and deciding through the API: by the version that was read, and with four eyes."""

from typing import Any

from feeds.review.roles import Role
from tests.editing.programs import API, EVIDENCE, LISTS_A_NAME, NEW_NAME, PROBLEM, READ_IT, House

LATER: dict[str, Any] = {**LISTS_A_NAME, "title": "List coco.zone as closed"}


def test_a_proposal_is_written_by_one_program_and_approved_by_anothers(house: House) -> None:
    ada, grace = house.program("ada", Role.EDITOR), house.program("grace")
    written = ada.post("/proposals", LISTS_A_NAME)
    assert (written.status_code, written.headers["etag"]) == (201, '"1"')
    at = written.headers["location"].removeprefix(API)
    assert ada.get(at).json() == written.json()
    approved = grace.post(f"{at}/approve", READ_IT, if_match=written.headers["etag"])
    assert (approved.status_code, approved.json()["state"], approved.headers["etag"]) == (200, "approved", '"2"')
    assert [(review["reviewer"], review["verdict"]) for review in approved.json()["reviews"]] == [("grace", "approve")]
    assert "coco.zone" in {name["name"] for name in ada.get("/registry/sites/coco").json()["names"]}


def test_an_author_of_any_part_cannot_decide_through_a_program_either(house: House) -> None:
    ada, grace, mary = house.program("ada"), house.program("grace"), house.program("mary")
    number = ada.writes(draft=True)
    assert grace.put(f"/proposals/{number}", LATER, if_match='"1"').json()["authors"] == ["ada", "grace"]
    ada.post(f"/proposals/{number}/submit", if_match='"2"')
    for author in (ada, grace):
        refused = author.post(f"/proposals/{number}/approve", READ_IT, if_match='"3"')
        assert (refused.status_code, refused.headers["content-type"]) == (403, PROBLEM)
    assert mary.post(f"/proposals/{number}/approve", READ_IT, if_match='"3"').status_code == 200


def test_of_two_programs_that_edit_what_they_read_the_second_is_told_to_read_again(house: House) -> None:
    ada, grace = house.program("ada"), house.program("grace")
    number = ada.writes(draft=True)
    read = [program.get(f"/proposals/{number}").headers["etag"] for program in (ada, grace)]
    assert ada.put(f"/proposals/{number}", LATER, if_match=read[0]).status_code == 200
    late = grace.put(f"/proposals/{number}", LISTS_A_NAME, if_match=read[1])
    assert (late.status_code, late.headers["content-type"]) == (412, PROBLEM)
    assert "it is 2" in late.json()["detail"]
    assert ada.get(f"/proposals/{number}").json()["title"] == LATER["title"]


def test_nobody_decides_on_a_version_that_they_have_not_seen(house: House) -> None:
    ada, grace = house.program("ada"), house.program("grace")
    number = ada.writes()
    ada.post(f"/proposals/{number}/take-back", if_match='"1"')
    ada.put(f"/proposals/{number}", LATER, if_match='"2"')
    ada.post(f"/proposals/{number}/submit", if_match='"3"')
    for step in ("approve", "reject", "ask-for-changes", "withdraw", "take-back"):
        assert grace.post(f"/proposals/{number}/{step}", READ_IT, if_match='"1"').status_code == 412, step
    assert (grace.get(f"/proposals/{number}").json()["state"], ada.writes(draft=True)) == ("in_review", number + 1)
    assert ada.post(f"/proposals/{number + 1}/submit", if_match='"7"').status_code == 412


def test_a_change_that_names_no_version_is_428_and_changes_nothing(house: House) -> None:
    ada = house.program("ada")
    at = f"/proposals/{ada.writes()}"
    for tag in ("*", "", "1", 'W/"1"', '"0"', '"x"', '"1", "2"'):
        for step in ("submit", "take-back", "withdraw", "approve", "reject", "ask-for-changes"):
            assert ada.post(f"{at}/{step}", READ_IT, if_match=tag).status_code == 428, (tag, step)
        assert ada.put(at, LATER, if_match=tag).status_code == 428
    missing = ada.put(at, LATER)
    assert (missing.status_code, "If-Match" in missing.json()["detail"]) == (428, True)
    assert ada.get(at).headers["etag"] == '"1"'


def test_a_proposal_goes_back_and_forth_until_it_is_withdrawn_and_begins_anew_as_a_copy(house: House) -> None:
    ada, grace = house.program("ada", Role.EDITOR), house.program("grace")
    at = f"/proposals/{ada.writes()}"
    states = [
        grace.post(f"{at}/ask-for-changes", {"reason": "Where is that from?"}, if_match='"1"').json()["state"],
        ada.post(f"{at}/submit", if_match='"2"').json()["state"],
        ada.post(f"{at}/withdraw", {"reason": "It was an error."}, if_match='"3"').json()["state"],
    ]
    assert states == ["draft", "in_review", "withdrawn"]
    assert ada.post(f"{at}/submit", if_match='"4"').status_code == 409
    copied = grace.post(f"{at}/copy")
    assert (copied.status_code, copied.json()["state"], copied.json()["authors"]) == (201, "draft", ["ada", "grace"])


def test_a_draft_need_not_fit_until_it_is_handed_in(house: House) -> None:
    ada = house.program("ada")
    unknown = {**NEW_NAME, "site": "no-such-site"}
    assert ada.post("/proposals", {**LISTS_A_NAME, "operations": [EVIDENCE, unknown]}).status_code == 409
    number = ada.writes(draft=True, operations=[EVIDENCE, unknown])
    refused = ada.post(f"/proposals/{number}/submit", if_match='"1"')
    assert (refused.status_code, "no-such-site" in refused.json()["detail"]) == (409, True)


def test_a_field_that_is_not_described_is_refused_by_name(house: House) -> None:
    ada = house.program("ada")
    more: dict[str, Any] = {"state": "approved", "authors": ["mary"], "number": 1, "version": 9, "author_id": 1}
    for field, value in more.items():
        answer = ada.post("/proposals", {**LISTS_A_NAME, field: value})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"#/{field}")
        inside = {**LISTS_A_NAME, "operations": [EVIDENCE, {**NEW_NAME, field: value}]}
        assert ada.post("/proposals", inside).json()["errors"][0]["pointer"] == f"#/operations/1/{field}"


def test_what_curators_say_to_one_another_is_read_by_curators_alone(house: House) -> None:
    ada, grace = house.program("ada"), house.program("grace")
    at = f"/proposals/{ada.writes(private_note='A teacher called.')}"
    said = grace.post(f"{at}/comments", {"text": "Is it the same agency?"})
    assert (said.status_code, said.json()["person"]) == (201, "grace")
    assert [comment["text"] for comment in ada.get(f"{at}/comments").json()["comments"]] == ["Is it the same agency?"]
    assert ada.get(at).headers["etag"] == '"1"'
    public = "\n".join(str(entry.model_dump()) for entry in house.journal())
    assert ("A teacher called" in public, "same agency" in public) == (False, False)


def test_control_characters_reach_no_entry(house: House) -> None:
    ada = house.program("ada")
    number = ada.writes(operations=[{**EVIDENCE, "title": "Two\nlines\x00", "quote": "a\x0b\n\x1bb"}, NEW_NAME])
    (source, _) = ada.get(f"/proposals/{number}").json()["operations"]
    assert (source["title"], source["quote"]) == ("Two lines", "a\nb")
