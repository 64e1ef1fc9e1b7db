"""`vigie proposals`: what editors and reviewers do to a Proposal, at a terminal as at the Desk."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.database import Database
from feeds.review import people
from feeds.review.roles import Role
from tests.api.conftest import Run

# One kind of database is enough here: the functions are held on both elsewhere.
pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)

EVIDENCE = {
    "op": "add_evidence",
    "key": "paper-9",
    "publisher": "A newspaper",
    "title": "What happened",
    "language": "en",
}
NEW_NAME = {"op": "add_name", "site": "coco", "name": "coco.zone", "status": "active", "evidence": ["paper-9"]}
GRACE = ("--as", "grace")
ADA = ("--as", "ada")
WHY = ("--reason", "I read it.")


@pytest.fixture
def number(vigie: Run, founded: Database, tmp_path: Path) -> str:
    """A draft by ada, an editor; grace reviews and mary reads."""
    with founded.write() as session:
        for handle, role in (("ada", Role.EDITOR), ("grace", Role.REVIEWER), ("mary", Role.READER)):
            people.add(session, handle, role=role)
    file = tmp_path / "operations.json"
    file.write_text(json.dumps([EVIDENCE, NEW_NAME]), encoding="utf-8")
    said = vigie("proposals", "draft", str(file), *ADA, "--title", "List coco.zone", *WHY, "--keep")[1]
    assert said.endswith(" is a draft.\n")
    return said.split()[1]


def _shown(vigie: Run, number: str) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(vigie("proposals", "show", number, "--json")[1])
    return shown


def test_a_proposal_goes_back_and_forth_at_a_terminal(vigie: Run, number: str) -> None:
    steps = (
        (("submit", number, *ADA), f"Proposal {number} is in review.\n"),
        (
            ("ask-for-changes", number, *GRACE, "--reason", "Where is that from?"),
            f"Proposal {number} is a draft again.\n",
        ),
        (("edit", number, *ADA, "--title", "List  coco.zone\nagain"), f"Proposal {number} is at version 4.\n"),
        (("edit", number, *ADA, "--title", "List coco.zone again"), "It says so already.\n"),
        (("submit", number, *ADA), f"Proposal {number} is in review.\n"),
        (("take-back", number, *ADA), f"Proposal {number} is a draft again.\n"),
    )
    for arguments, said in steps:
        assert vigie("proposals", *arguments) == (0, said, "")
    assert (_shown(vigie, number)["title"], _shown(vigie, number)["authors"]) == ("List coco.zone again", ["ada"])
    assert "is withdrawn" in vigie("proposals", "withdraw", number, *ADA, "--reason", "It was an error.")[1]
    copied = vigie("proposals", "copy", number, *GRACE)[1].split()[1]
    assert (_shown(vigie, copied)["state"], _shown(vigie, copied)["authors"]) == ("draft", ["ada", "grace"])


def test_whoever_edits_a_part_cannot_approve_it(vigie: Run, number: str, tmp_path: Path) -> None:
    file = tmp_path / "edited.json"
    file.write_text(json.dumps([EVIDENCE, {**NEW_NAME, "status": "closed"}]), encoding="utf-8")
    assert vigie("proposals", "edit", number, *GRACE, "--operations", str(file))[0] == 0
    assert _shown(vigie, number)["operations"][1]["status"] == "closed"
    vigie("proposals", "submit", number, *ADA)
    code, _, refusal = vigie("proposals", "approve", number, *GRACE, *WHY)
    assert (code, "grace wrote a part of this proposal" in refusal) == (1, True)


def test_what_curators_say_to_one_another_is_shown_with_the_proposal(vigie: Run, number: str) -> None:
    assert vigie("proposals", "edit", number, *ADA, "--note", "A teacher called.")[0] == 0
    assert vigie("proposals", "comment", number, "Is it the same agency?", *GRACE)[0] == 0
    shown = vigie("proposals", "show", number)[1]
    assert ("note: A teacher called." in shown, "grace: Is it the same agency?" in shown) == (True, True)
    assert _shown(vigie, number)["comments"] == [{"person": "grace", "text": "Is it the same agency?"}]
    assert "same agency" not in vigie("journal", "list")[1]
    assert vigie("proposals", "edit", number, *ADA, "--note", "")[0] == 0
    assert _shown(vigie, number)["note"] is None


REFUSED = (
    (("edit", *ADA, "--title", "Other", "--version", "7"), "it is 1"),
    (("submit", *ADA, "--version", "7"), "it is 1"),
    (("withdraw", *ADA, *WHY, "--version", "7"), "it is 1"),
    (("edit", *ADA, "--title", " "), "needs a title and a reason"),
    (("withdraw", *ADA, "--reason", " "), "Say why it is withdrawn"),
    (("comment", " ", *GRACE), "A comment needs a word"),
    (("ask-for-changes", *GRACE, *WHY), "A proposal that is a draft cannot be sent back"),
    (("withdraw", "--as", "mary", *WHY), "may not propose a change"),
    (("comment", "Hello.", "--as", "mary"), "may not propose a change"),
    (("take-back", *ADA), "A proposal that is a draft cannot be taken back"),
    (("copy", *ADA), "Only a proposal that was withdrawn"),
)


def test_a_step_that_cannot_be_is_one_sentence_and_changes_nothing(vigie: Run, number: str) -> None:
    before = _shown(vigie, number)
    for (step, *rest), sentence in REFUSED:
        code, said, problem = vigie("proposals", step, number, *rest)
        assert (code, said, sentence in problem) == (1, "", True), problem
    assert _shown(vigie, number) == before


def test_operations_that_cannot_be_read_are_named_and_change_nothing(vigie: Run, number: str, tmp_path: Path) -> None:
    file, before = tmp_path / "wrong.json", _shown(vigie, number)
    file.write_text('[{"op": "add_name"}]', encoding="utf-8")
    code, _, problem = vigie("proposals", "edit", number, *ADA, "--operations", str(file))
    assert (code, "site" in problem) == (2, True)
    assert vigie("proposals", "edit", number, *ADA, "--operations", str(tmp_path / "missing.json"))[0] == 2
    assert _shown(vigie, number) == before
