"""Answers and decisions: by whom, with what said, and what the database refuses to whoever goes around them."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from api.database import Database
from feeds.review import people
from feeds.review.disputes import answering, crowds, reading
from feeds.review.disputes.answering import NeedsProof
from feeds.review.disputes.reading import Waiting
from feeds.review.disputes.states import Act, DoesNotFit
from feeds.review.four_eyes import NotAllowed
from feeds.review.proposals import NeedsReason
from feeds.review.roles import Role
from tests.conftest import NOON
from tests.disputes.disputing import CORRECTION, ON_BOTH, REMOVAL, act, journal_of, opened, proved

DAY = timedelta(days=1)


def test_an_answer_is_read_by_its_opener_and_stands_in_the_journal(coco: Database) -> None:
    with coco.write() as session:
        dispute = opened(session, CORRECTION)
        act(session, dispute, Act.ANSWER, text=" Which date is wrong? ", at=NOON + DAY)
        act(session, dispute, Act.REFUSE, text="The date is the court's.", at=NOON + 2 * DAY)
        said = [(answer.act, answer.text, handle) for answer, handle in reading.answers(session, dispute)]
        assert said == [("answer", "Which date is wrong?", "ada"), ("refuse", "The date is the court's.", "ada")]
        assert (dispute.state, dispute.first_answer_at, dispute.closed_at) == ("refused", NOON + DAY, NOON + 2 * DAY)
        assert journal_of(session, dispute)[1:] == [("ada", "answer"), ("ada", "refuse")]


@pytest.mark.parametrize("what", [Act.UPHOLD, Act.REFUSE])
def test_an_editor_answers_and_does_not_decide(coco: Database, what: Act) -> None:
    with coco.write() as session:
        dispute = opened(session, REMOVAL)
        act(session, dispute, Act.ANSWER, by="eddie", role=Role.EDITOR)
        with pytest.raises(NotAllowed, match="eddie is an editor and may not decide"):
            act(session, dispute, what, by="eddie")
        with pytest.raises(NotAllowed, match="mary is a reader"):
            act(session, dispute, Act.ANSWER, by="mary", role=Role.READER)


def test_an_answer_says_something(coco: Database) -> None:
    with coco.write() as session, pytest.raises(NeedsReason):
        act(session, opened(session), Act.ANSWER, text=" \n")


def test_a_reply_is_upheld_only_with_proof_and_a_removal_without(coco: Database) -> None:
    with coco.write() as session:
        with pytest.raises(NeedsProof, match=r"control of coco\.gg"):
            act(session, opened(session), Act.UPHOLD)
        for dispute in (proved(session), opened(session, REMOVAL)):
            act(session, dispute, Act.UPHOLD)
            assert dispute.state == "upheld"


def test_of_two_curators_the_second_finds_it_decided(coco: Database) -> None:
    with coco.write() as session:
        number = opened(session, REMOVAL).id
    with coco.write() as session:
        act(session, reading.get(session, number), Act.REFUSE)
    with coco.write() as session, pytest.raises(DoesNotFit, match="is refused cannot be upheld"):
        act(session, reading.get(session, number), Act.UPHOLD, by="grace")


@ON_BOTH
def test_what_waits_is_counted_and_stands_with_the_most_urgent_first(coco: Database) -> None:
    now = NOON + 4 * DAY
    with coco.write() as session:
        assert reading.waiting(session, now) == Waiting(0, 0)
        fresh, late, answered, closed = (opened(session, at=NOON + days * DAY) for days in (3, 0, -5, -6))
        act(session, answered, Act.ANSWER)
        act(session, closed, Act.REFUSE)
        assert reading.waiting(session, now) == Waiting(count=3, overdue=1)
        assert list(crowds.alone(session, most=9)) == [late, fresh, answered]
        assert list(reading.closed_lately(session, most=9)) == [closed]
        assert sorted(clock.opened for clock in reading.clocks_since(session, NOON)) == [NOON + 3 * DAY]


def test_whoever_opened_it_takes_it_back_once(coco: Database) -> None:
    with coco.write() as session:
        dispute = opened(session)
        answering.withdraw(session, dispute, NOON)
        assert (dispute.state, dispute.words, dispute.address) == ("withdrawn", None, None)
        assert journal_of(session, dispute)[1:] == [("the opener", "withdraw"), ("the opener", "erase")]
        with pytest.raises(DoesNotFit):
            answering.withdraw(session, dispute, NOON)


_ANSWER = "INSERT INTO dispute_answer (dispute_id, author_id, act, text, at) SELECT 1, id, "
AROUND_THE_RULES = [
    ("UPDATE dispute SET proved_at = opened_at", "proof_has_its_way"),
    ("UPDATE dispute SET state = 'closed'", "state_is_known"),
    ("UPDATE dispute SET state = 'answered'", "answered"),
    (
        "UPDATE dispute SET closed_at = opened_at, first_answer_at = opened_at, state = 'upheld'",
        "reply_needs_proof",
    ),
    ("UPDATE dispute SET state = 'withdrawn'", "end_has_a_date"),
    ("UPDATE dispute SET name = 'coco.fr'", "What a dispute is about is never changed"),
    ("UPDATE dispute SET asks = 'removal'", "What a dispute is about is never changed"),
    ("UPDATE dispute SET words = 'other'", "What a dispute is about is never changed"),
    ("UPDATE dispute SET words = NULL", "goes_with_the_words"),
    ("DELETE FROM dispute", "A dispute is never deleted"),
    (_ANSWER + "'answer', 'x', '2026-01-01 00:00:00' FROM person WHERE handle = 'mary'", "A reader answers no"),
    (_ANSWER + "'refuse', 'x', '2026-01-01 00:00:00' FROM person WHERE handle = 'eddie'", "Only a reviewer or an"),
    ("UPDATE dispute_answer SET text = 'other'", "An answer is never changed"),
    ("UPDATE dispute_answer SET note = 'other'", "An answer is never changed"),
    ("DELETE FROM dispute_answer", "An answer is never deleted"),
    (
        "INSERT INTO reply (name_id, date, language, text, dispute)"
        " SELECT id, '2026-11-21', 'en', 'x', 1 FROM name WHERE hostname = 'coco.gg'",
        "only by whoever showed control",
    ),
]


@ON_BOTH
def test_sql_that_goes_around_the_rules_is_refused(coco: Database) -> None:
    with coco.write() as session:
        people.add(session, "mary", role=Role.READER)
        people.add(session, "eddie", role=Role.EDITOR)
        act(session, opened(session), Act.ANSWER, by="eddie", private_note="She called.")
        opened(session)
    for statement, rule in AROUND_THE_RULES:
        with pytest.raises(DatabaseError, match=rule), coco.write() as session:
            session.execute(text(statement))


def test_what_is_closed_stays_closed_also_for_sql(coco: Database) -> None:
    with coco.write() as session:
        act(session, opened(session), Act.REFUSE)
    with pytest.raises(DatabaseError, match="stays as it was decided"), coco.write() as session:
        session.execute(text("UPDATE dispute SET state = 'open', closed_at = NULL, first_answer_at = NULL"))
