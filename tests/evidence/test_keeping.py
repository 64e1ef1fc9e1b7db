"""What a source said is kept word for word, with the places of its quotes, and belongs to nobody but curators."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from api.database import Database
from feeds.intake import proposing
from feeds.review import people
from feeds.review.evidence import due, keeping
from feeds.review.evidence.due import ClaimLost
from feeds.review.evidence.judging import Look
from feeds.review.evidence.passages import NotInTheText, Quote, SourceText, check, locate, parts
from feeds.review.evidence.tables import EvidenceQuote, EvidenceText
from tests.conftest import NOON
from tests.desk.curators import ON_BOTH
from tests.intake.drafts import RENAME, draft
from tests.review.proposing import LIST_COCO, approve, propose

TEXT = "Première phrase. Le site « Coco »\n n’a jamais  demandé l’âge 🙂 de personne. Fin."
DIGEST = "d" * 64


@pytest.mark.parametrize(
    "quote",
    ["Le site « Coco » n’a jamais demandé l’âge 🙂 de personne.", 'Le site " Coco " n\'a jamais demandé', "Fin."],
)
def test_a_quote_is_found_whatever_its_spaces_and_quotation_marks(quote: str) -> None:
    found = locate(TEXT, quote)
    assert found is not None
    assert TEXT[found.start : found.end] == found.words


@pytest.mark.parametrize("quote", ["Le site « Coco » a toujours demandé", "", "   ", ".*"])
def test_a_quote_that_is_not_there_is_not_found(quote: str) -> None:
    assert locate(TEXT, quote) is None


def test_one_source_may_have_several_quotes() -> None:
    assert parts("One. […] Two […]") == ["One.", "Two"]
    assert parts(None) == []


@pytest.mark.parametrize(
    "quote",
    [Quote("phrase", 0, 6), Quote("Première", 0, 9), Quote("", 3, 3), Quote("Fin.", -4, 0), Quote("Fin.", 900, 904)],
)
def test_a_quote_that_is_not_at_its_place_is_refused(quote: Quote) -> None:
    with pytest.raises(NotInTheText, match="is not at"):
        check(SourceText(TEXT, DIGEST, "fr", (quote,)))


def test_a_source_with_such_a_quote_is_not_kept(database: Database) -> None:
    with database.write() as session, pytest.raises(NotInTheText):
        keeping.keep(session, "paper-1", SourceText(TEXT, DIGEST, "fr", (Quote("Fin.", 0, 4),)), NOON)
    with database.read() as session:
        assert session.exec(select(EvidenceText)).all() == []


@ON_BOTH
def test_sql_that_puts_other_words_into_a_sources_mouth_is_refused(database: Database) -> None:
    with database.write() as session:
        keeping.keep(session, "paper-1", keeping.with_quotes(SourceText(TEXT, DIGEST, "fr"), "Fin."), NOON)
    statement = (
        'INSERT INTO evidence_quote (evidence_key, digest, "start", "end", words)'
        f" VALUES ('paper-1', '{DIGEST}', 0, 8, 'Dernière')"
    )
    with pytest.raises(DatabaseError, match="not what stands at its place"), database.write() as session:
        session.execute(text(statement))


def test_keeping_a_text_twice_keeps_it_once(database: Database) -> None:
    source = keeping.with_quotes(SourceText(TEXT, DIGEST, "fr"), "Fin. […] Première phrase.")
    for _ in range(2):
        with database.write() as session:
            keeping.keep(session, "paper-1", source, NOON)
    with database.read() as session:
        assert len(session.exec(select(EvidenceText)).all()) == 1
        assert [quote.words for quote in keeping.kept(session, ["paper-1"])["paper-1"].quotes] == [
            "Première phrase.",
            "Fin.",
        ]


def test_what_was_read_is_kept_when_its_proposal_is_handed_in(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
    with database.write() as session:
        drafted = draft(session, RENAME)
        proposing.hand_in(session, drafted, people.machine(session, proposing.AUTHOR), NOON)
    with database.read() as session:
        (kept,) = keeping.kept(
            session, [source.key for source in drafted.operations if source.op == "add_evidence"]
        ).values()
        quotes = [kept.text[quote.start : quote.end] for quote in kept.quotes]
    assert kept.text.strip() == RENAME
    assert quotes
    assert all("coco.gg est devenu cocochat.chat" in quote for quote in quotes)


def test_a_text_that_came_to_nothing_goes_after_half_a_year(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        for key in ("paper-1", "of-a-rejected-proposal"):
            source = keeping.with_quotes(SourceText(f"{key}: {TEXT}", key[0] * 64, "fr"), "Fin.")
            keeping.keep(session, key, source, NOON)
        assert keeping.prune(session, NOON + keeping.UNCITED_KEPT) == 0
        assert keeping.prune(session, NOON + keeping.UNCITED_KEPT + timedelta(seconds=1)) == 1
        assert session.exec(select(EvidenceQuote.evidence_key)).all() == ["paper-1"]


@ON_BOTH
def test_two_workers_never_hold_one_source_and_the_slower_records_nothing(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        assert due.enrol(session, NOON, lambda: 0.0) == 1
    later = NOON + timedelta(days=2)
    with database.write() as session:
        slow = due.claim(session, "slow", later)
    with database.write() as session:
        assert due.claim(session, "other", later) is None
        other = due.claim(session, "other", later + due.LEASE)
    assert slow
    assert other
    with database.write() as session, pytest.raises(ClaimLost, match="somebody else has it"):
        due.record(session, slow, Look(slow.cited.url, problem="No answer."), later, 0.0)
    with database.write() as session:
        due.record(session, other, Look(other.cited.url, problem="No answer."), later, 0.0)
