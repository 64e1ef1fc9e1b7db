"""What lists say together, what curators make of it, and what they cannot."""

import pytest
from sqlmodel import select

from api.database import Database
from feeds.intake.lists import batches, deciding, drafting, tier
from feeds.intake.lists.candidates import Candidate, candidates
from feeds.registry.tables import Name
from feeds.review import proposals
from feeds.review.applying import DoesNotApply
from feeds.review.four_eyes import NotAllowed
from feeds.review.operations import AddEvidence, AddName
from feeds.review.proposals import NeedsReason
from feeds.review.tables import Proposal
from tests.conftest import NOON
from tests.intake.lists.importing import counted, named
from tests.review.proposing import LIST_COCO, approve, operations, propose, someone


@pytest.fixture
def lists(registry: Database) -> Database:
    """A registry with Coco in it, and three lists of which two or three agree on something."""
    with registry.write() as session:
        helps = {"op": "protect_name", "name": "3018.fr", "reason": "A helpline."}
        approve(session, propose(session, *LIST_COCO, helps))
    counted(registry, ["coco.gg", "coco.zone", "alone-chat.band"], "first")
    counted(registry, ["coco.zone", "both-chat.band"], "second")
    counted(registry, ["coco.zone", "both-chat.band", "3018.fr", "google.com"], "third", "CC0-1.0")
    return registry


def _agreed(database: Database, at_least: int) -> list[Candidate]:
    with database.read() as session:
        return candidates(session, at_least=at_least, most=100)


def _draft(database: Database, *names: str, site: str = "coco", reason: str = "On three lists.") -> int:
    with database.write() as session:
        author = someone(session, "ada")
        return drafting.propose(session, names, site=site, reason=reason, author=author, at=NOON).id


def test_candidates_are_names_that_so_many_lists_agree_on_and_that_are_not_listed(lists: Database) -> None:
    assert _agreed(lists, 3) == [Candidate("coco.zone", ("first", "second", "third"))]
    assert [found.hostname for found in _agreed(lists, 2)] == ["both-chat.band", "coco.zone"]
    assert _agreed(lists, 1)[0].hostname == "alone-chat.band"
    assert "coco.gg" not in {found.hostname for found in _agreed(lists, 1)}


def test_candidates_go_on_from_one(lists: Database) -> None:
    with lists.read() as session:
        assert [one.hostname for one in candidates(session, most=1, after="alone-chat.band")] == ["both-chat.band"]


def test_a_proposal_cites_every_list_that_has_the_name_with_its_licence_and_digest(lists: Database) -> None:
    number = _draft(lists, "coco.zone")
    with lists.read() as session:
        drafted = proposals.operations_of(session, proposals.get(session, number))
        batch = batches.current(session, "third")
    sources = [change for change in drafted if isinstance(change, AddEvidence)]
    (name,) = [change for change in drafted if isinstance(change, AddName)]
    assert [(source.publisher, source.kind) for source in sources] == [
        ("first", "list"),
        ("second", "list"),
        ("third", "list"),
    ]
    assert batch is not None
    assert (sources[2].digest, "CC0-1.0" in sources[2].title) == (batch.digest, True)
    assert (name.name, name.status, name.evidence) == ("coco.zone", "unknown", [source.key for source in sources])


def test_nothing_is_listed_before_a_second_person_approves(lists: Database) -> None:
    number = _draft(lists, "coco.zone")
    with lists.write() as session, pytest.raises(NotAllowed):
        approve(session, proposals.get(session, number), reviewer="ada")
    with lists.write() as session:
        approve(session, proposals.get(session, number))
    with lists.read() as session:
        assert session.exec(select(Name.hostname).where(Name.hostname == "coco.zone")).all() == ["coco.zone"]


@pytest.mark.parametrize(
    ("names", "site", "why"),
    [
        (["3018.fr"], "coco", "No list that counts has 3018.fr"),
        (["google.com"], "coco", "No list that counts has google.com"),
        (["elsewhere-chat.band"], "coco", "No list that counts"),
        (["coco.gg"], "coco", "in the registry already"),
        (["coco.zone"], "unheard-of", "no site unheard-of"),
        ([], "coco", "takes 1 to 20 names"),
        (named(21), "coco", "takes 1 to 20 names"),
    ],
)
def test_what_the_gate_or_the_registry_refuses_is_not_proposed(
    lists: Database, names: list[str], site: str, why: str
) -> None:
    with pytest.raises(DoesNotApply, match=why):
        _draft(lists, *names, site=site)


def test_a_name_that_was_protected_since_is_neither_proposed_nor_handed_on(lists: Database) -> None:
    with lists.write() as session:
        rule = operations({"op": "protect_name", "name": "both-chat.band", "reason": "People find help there."})
        approve(session, propose(session, *(change.model_dump(mode="json") for change in rule)))
    with pytest.raises(DoesNotApply, match="not listed, ever"):
        _draft(lists, "both-chat.band")
    with lists.read() as session:
        found = tier.by_licence(session, ["second"])["CC-BY-SA-4.0"]
        assert [line for line in tier.text(session, "CC-BY-SA-4.0", found) if line[0] != "#"] == ["coco.zone"]


def test_a_proposal_needs_a_reason(lists: Database) -> None:
    with pytest.raises(NeedsReason):
        _draft(lists, "coco.zone", reason=" ")


def test_what_was_turned_down_is_no_candidate_again_when_its_list_is_read_anew(lists: Database) -> None:
    number = _draft(lists, "alone-chat.band")
    with lists.write() as session:
        found = proposals.get(session, number)
        proposals.reject(session, found, reviewer=someone(session, "grace"), reason="No.", at=NOON)
    counted(lists, ["coco.zone", "alone-chat.band", "new-chat.band"], "first")
    assert [found.hostname for found in _agreed(lists, 1)] == ["both-chat.band", "coco.zone", "new-chat.band"]


@pytest.mark.parametrize("state", ["in_review", "draft"])
def test_undoing_a_batch_withdraws_what_waits_and_rests_on_it_alone(lists: Database, state: str) -> None:
    alone, shared = _draft(lists, "alone-chat.band"), _draft(lists, "coco.zone")
    with lists.write() as session:
        if state == "draft":
            found, grace = proposals.get(session, alone), someone(session, "grace")
            proposals.ask_for_changes(session, found, reviewer=grace, reason="Why?", at=NOON)
        batch = batches.current(session, "first")
        assert batch is not None
        assert deciding.undo(session, batch, by=someone(session, "grace"), reason="Poisoned.", at=NOON) == 1
    with lists.read() as session:
        states = {number: session.get_one(Proposal, number).state for number in (alone, shared)}
    assert states == {alone: "withdrawn", shared: "in_review"}
