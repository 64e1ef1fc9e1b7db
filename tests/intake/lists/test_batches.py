"""A Batch: read whole or not at all, compared, held, counted, undone."""

import io

import pytest
from sqlmodel import col, select

from api.database import Database
from api.jobs import importing
from api.jobs.importing import Wanted, bring_in
from feeds.intake.lists import batches, deciding
from feeds.intake.lists.candidates import candidates, rows_of
from feeds.intake.lists.forms import Form
from feeds.intake.lists.guard import reason_to_hold
from feeds.intake.lists.opening import NotAList
from feeds.intake.lists.states import TRANSITIONS, BatchState, NotPossible, Step, after
from feeds.intake.lists.tables import Batch, ImportedRow
from feeds.review.proposals import NeedsReason
from feeds.review.tables import JournalEntry
from tests.conftest import NOON
from tests.intake.lists.importing import counted, named, preview
from tests.review.proposing import someone

POISON = ["com", "127.0.0.1", "google.com", "coco.zone/room/7"]
WANTED = Wanted("ours", Form.DOMAINS, "CC0-1.0", "list.txt")


def _on(registry: Database) -> list[str]:
    with registry.read() as session:
        return [found.hostname for found in candidates(session, most=1000)]


def _states(registry: Database) -> list[str]:
    with registry.read() as session:
        return list(session.exec(select(Batch.state).order_by(col(Batch.id))))


def _kept(registry: Database) -> set[int]:
    with registry.read() as session:
        return set(session.exec(select(ImportedRow.batch_id).distinct()))


def _actions(registry: Database) -> list[str]:
    with registry.read() as session:
        return list(session.exec(select(JournalEntry.action).order_by(col(JournalEntry.sequence))))


def test_every_row_has_a_verdict_and_the_counts_add_up(registry: Database) -> None:
    batch = counted(registry, ["coco.zone", *POISON, "www.coco.zone", "chat.coco.band", "COCO.zone"])
    with registry.read() as session:
        rows = rows_of(session, batch, most=100)
    assert [(row.line, row.verdict, row.hostname) for row in rows] == [
        (1, "good", "coco.zone"),
        (2, "not_a_name", None),
        (3, "not_a_name", None),
        (4, "popular", "google.com"),
        (5, "not_a_name", None),
        (7, "good", "chat.coco.band"),
    ]
    assert all(row.reason for row in rows if row.verdict != "good")
    assert (batch.rows, batch.good, batch.repeated, batch.came, batch.went) == (8, 2, 2, 2, 0)


def test_a_list_with_a_third_of_rubbish_keeps_its_good_rows(registry: Database) -> None:
    rubbish = [f"no name {place}" for place in range(300)]
    batch = counted(registry, named(700) + rubbish)
    assert (batch.state, batch.good, batch.rows) == ("counted", 700, 1000)
    assert _on(registry) == sorted(named(700))


def test_a_preview_counts_for_nothing(registry: Database) -> None:
    assert preview(registry, named(3)).state == "preview"
    assert _on(registry) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "empty"), (b"# nothing\n\n", "empty"), (b"com\n127.0.0.1\n", "None of its 2 rows"), (b"<html>", "web page")],
)
def test_what_holds_no_name_leaves_no_trace(registry: Database, data: bytes, why: str) -> None:
    with pytest.raises(NotAList, match=why):
        bring_in(registry, io.BytesIO(data), WANTED, at=NOON)
    assert (_states(registry), _kept(registry)) == ([], set())


def test_a_reading_that_breaks_off_leaves_no_trace(registry: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PIECE", 2)
    seen: list[set[int]] = []

    def interrupt(rows: int) -> None:
        seen.append(_kept(registry))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(registry, io.BytesIO("\n".join(named(5)).encode()), WANTED, at=NOON, tell=interrupt)
    assert len(seen[0]) == 1
    assert (_states(registry), _kept(registry)) == ([], set())


def test_what_a_killed_reading_left_is_swept_away_by_a_later_one(registry: Database) -> None:
    with registry.write() as session:
        left = batches.begin(
            session,
            source="other",
            form=Form.CSV,
            licence="CC0-1.0",
            origin="-",
            at=NOON - 2 * importing.LONGEST_READING,
        )
        batches.add(session, left, [])
    preview(registry, named(1))
    assert _states(registry) == ["preview"]


def test_a_list_of_more_rows_than_anybody_keeps_is_refused(registry: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_ROWS", 4)
    with pytest.raises(NotAList, match="more than 4 rows"):
        preview(registry, named(5))


def test_a_newer_batch_takes_the_place_of_the_one_before(registry: Database) -> None:
    counted(registry, named(100))
    batch = counted(registry, named(100, first=10))
    assert (batch.state, batch.came, batch.went) == ("counted", 10, 10)
    assert _on(registry) == sorted(named(100, first=10))


def test_the_same_bytes_again_make_no_batch(registry: Database) -> None:
    first = counted(registry, named(3))
    again, new = bring_in(
        registry,
        io.BytesIO("".join(f"{name}\n" for name in named(3)).encode()),
        Wanted("ours", Form.DOMAINS, "CC-BY-SA-4.0", "elsewhere"),
        at=NOON,
    )
    assert (again.id, new, _states(registry)) == (first.id, False, ["counted"])


def test_a_batch_that_changes_too_much_is_held_until_a_person_says_why_not(registry: Database) -> None:
    counted(registry, named(100))
    batch = counted(registry, named(79))
    assert (batch.state, batch.held) == (
        "held",
        "It brings 0 names and drops 21 of the 100 that count: more than 20 % at once.",
    )
    assert _on(registry) == sorted(named(100))
    with registry.write() as session:
        held = batches.get(session, batch.id)
        with pytest.raises(NeedsReason):
            deciding.let_through(session, held, by=someone(session, "ada"), reason=" ", at=NOON)
        deciding.let_through(session, held, by=someone(session, "ada"), reason="They tidied up.", at=NOON)
    assert _on(registry) == sorted(named(79))
    assert _actions(registry) == ["count_batch", "hold_batch", "count_batch"]


def test_undoing_a_batch_lets_the_one_before_count_again(registry: Database) -> None:
    counted(registry, named(100))
    batch = counted(registry, named(100, first=5))
    with registry.write() as session:
        deciding.undo(session, batches.get(session, batch.id), by=someone(session, "ada"), reason="", at=NOON)
    assert _on(registry) == sorted(named(100))
    assert (_states(registry), _kept(registry)) == (["counted", "undone"], {1})
    with registry.write() as session, pytest.raises(NotPossible, match="undone cannot be undone"):
        deciding.undo(session, batches.get(session, batch.id), by=someone(session, "ada"), reason="", at=NOON)


def test_of_many_batches_the_newest_two_keep_their_rows(registry: Database) -> None:
    for first in range(4):
        counted(registry, named(100, first=first))
    assert _states(registry) == ["replaced", "replaced", "counted", "counted"]
    assert _kept(registry) == {3, 4}


def test_what_waited_is_out_of_date_once_a_newer_batch_was_judged(registry: Database) -> None:
    counted(registry, named(100))
    preview(registry, named(100, first=1))
    counted(registry, named(10))
    assert counted(registry, named(11)).state == "held"
    assert _states(registry) == ["counted", "replaced", "replaced", "held"]


def test_a_batch_of_which_most_rows_are_no_names_is_held() -> None:
    assert "form" in (reason_to_hold(names=50, good=20, before=None, came=20, went=0, percent=20) or "")
    assert reason_to_hold(names=50, good=30, before=None, came=30, went=0, percent=20) is None


def test_a_short_list_may_change_by_a_few_names() -> None:
    assert reason_to_hold(names=12, good=12, before=4, came=10, went=2, percent=20) is None
    assert reason_to_hold(names=15, good=15, before=4, came=11, went=0, percent=20) is not None


@pytest.mark.parametrize("state", BatchState)
@pytest.mark.parametrize("step", Step)
def test_a_batch_goes_no_way_but_those_of_its_table(state: BatchState, step: Step) -> None:
    if (state, step) in TRANSITIONS:
        assert after(state, step) is TRANSITIONS[state, step]
    else:
        with pytest.raises(NotPossible, match="batch that is"):
            after(state, step)
