"""What families report: what is counted, for which name, what is kept of it, and when it goes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from sqlmodel import Session, select

from api.database import Database
from feeds.review.operations import AddName, AddSite
from feeds.review.reports import drafting, handling, keeping, reading
from feeds.review.reports.drafting import Source
from feeds.review.reports.keeping import Flooded
from feeds.review.reports.reading import Group, NothingReported
from feeds.review.reports.report import Report
from feeds.review.reports.standing import Standing
from feeds.review.reports.tables import DayOfReports, ReportedWords
from tests.conftest import NOON
from tests.review.proposing import LIST_COCO, approve, propose, someone

TODAY = NOON.date()
FORM = {
    "site": "Épi-Chat",
    "category": "anonymous-chat",
    "signal": "no-age-check",
    "publisher": "A newspaper",
    "title": "What happened",
    "url": "https://news.example.com/1",
    "quote": "Nobody is asked how old they are.",
    "language": "en",
}


def _report(
    session: Session, name: str, words: str | None = None, *, kind: str = "risky", day: date = TODAY, new: bool = True
) -> str:
    report = Report.model_validate({"name": name, "kind": kind, "words": words})
    counted = keeping.add(session, report, is_new_source=new, day=day)
    session.flush()
    return counted.name


def _waiting(session: Session) -> list[str]:
    return [about.name for about in reading.groups(session, most=100)]


def _of(session: Session, name: str) -> Group:
    return reading.group(session, name, words=100)


def _texts(session: Session, name: str) -> list[str]:
    return [words.text for words in _of(session, name).words]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("https://user:secret@www.Coco.Zone:8080/room?id=7#top", "coco.zone"),
        ("coco.zone.", "coco.zone"),
        ("a.b.c.coco.zone", "coco.zone"),
        ("bücher.de", "xn--bcher-kva.de"),
        ("someone.github.io", "someone.github.io"),
    ],
)
def test_a_report_is_counted_for_the_registrable_name_and_keeps_no_more_of_an_address(
    database: Database, said: str, name: str
) -> None:
    with database.write() as session:
        assert _report(session, said) == name
        assert session.exec(select(DayOfReports.name)).all() == [name]


def test_a_report_about_a_listed_name_is_counted_for_that_name(database: Database) -> None:
    fields = {"site": "coco", "status": "active", "evidence": ["paper-1"]}
    more = [{"op": "add_name", "name": name, **fields} for name in ("cocochat.chat", "room.cocochat.chat")]
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO, *more))
        assert _report(session, "www.coco.gg") == "coco.gg"
        assert _report(session, "a.room.cocochat.chat") == "room.cocochat.chat"
        assert _report(session, "shop.cocochat.chat") == "cocochat.chat"
        assert _report(session, "shop.example.org") == "example.org"
        about = _of(session, "coco.gg")
    assert about.standing == Standing.LISTED
    assert about.site
    assert about.site.slug == "coco"


@pytest.mark.parametrize("name", ["co.uk", "com", "1.2.3.4", "[::1]", "*.coco.gg", "", "a" * 5000, "no such thing"])
def test_a_name_that_cannot_be_listed_is_refused_with_why(name: str) -> None:
    with pytest.raises(ValidationError, match="name"):
        Report(name=name, kind="risky")


@pytest.mark.parametrize("words", ["x" * 1001, "a\0b", "\x1b[31mred"])
def test_words_that_are_too_long_or_no_text_are_refused(words: str) -> None:
    with pytest.raises(ValidationError, match="words"):
        Report.model_validate({"name": "coco.gg", "kind": "risky", "words": words})


def test_a_source_counts_once_and_what_it_sends_again_gives_no_weight(database: Database) -> None:
    with database.write() as session:
        _report(session, "loud.com")
        for _ in range(10):
            _report(session, "loud.com", new=False)
        _report(session, "quiet.com")
        _report(session, "quiet.com")
        assert _waiting(session) == ["quiet.com", "loud.com"]
        loud = _of(session, "loud.com")
    assert (loud.score, loud.risky) == (1, 11)


def test_kinds_and_days_of_a_name_are_one_group(database: Database) -> None:
    before = TODAY - timedelta(days=3)
    with database.write() as session:
        _report(session, "coco.zone", "first", day=before)
        _report(session, "coco.zone", "second", kind="mistake")
        about = _of(session, "coco.zone")
        assert reading.waiting(session) == 1
    assert (about.risky, about.mistakes, about.score, about.first, about.last) == (1, 1, 2, before, TODAY)
    assert [(words.kind, words.text) for words in about.words] == [("mistake", "second"), ("risky", "first")]


def test_of_many_texts_the_newest_are_shown(database: Database) -> None:
    with database.write() as session:
        for number in range(5):
            _report(session, "coco.zone", f"text {number}", day=TODAY - timedelta(days=number))
            _report(session, "other.com", f"other {number}", day=TODAY - timedelta(days=number))
        shown = {about.name: [words.text for words in about.words] for about in reading.groups(session, most=5)}
    assert shown["coco.zone"] == ["text 0", "text 1", "text 2"]
    assert shown["other.com"] == ["other 0", "other 1", "other 2"]


def test_the_same_words_are_kept_once_and_five_a_day(database: Database) -> None:
    with database.write() as session:
        for day in (TODAY, TODAY + timedelta(days=1)):
            for number in range(8):
                _report(session, "coco.zone", "the same", day=day)
                _report(session, "coco.zone", f"{day} {number}", day=day)
        assert _of(session, "coco.zone").risky == 32
        assert len(_texts(session, "coco.zone")) == 5 + 5
        assert _texts(session, "coco.zone").count("the same") == 1


def test_a_flood_of_names_is_turned_away_and_what_is_known_still_counts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_A_DAY", 3)
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        for number in range(3):
            _report(session, f"flood{number}.com")
        with pytest.raises(Flooded, match="tomorrow"):
            _report(session, "flood4.com")
        _report(session, "flood0.com")
        _report(session, "coco.gg", kind="mistake")
        _report(session, "flood4.com", day=TODAY + timedelta(days=1))
        assert sorted(_waiting(session)) == ["coco.gg", "flood0.com", "flood1.com", "flood2.com", "flood4.com"]


def test_beyond_the_words_of_a_day_reports_are_counted_without_words(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_WORDS_A_DAY", 3)
    with database.write() as session:
        for number in range(6):
            _report(session, f"flood{number}.com", f"text {number}")
        assert len(session.exec(select(ReportedWords)).all()) == 3
        assert reading.waiting(session) == 6


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("coco.zone", Standing.UNLISTED),
        ("wikipedia.org", Standing.POPULAR),
        ("help.example.org", Standing.PROTECTED),
        ("www.helps.example.com", Standing.PROTECTED),
    ],
)
def test_a_name_that_is_never_listed_is_taken_and_said_to_be_so(
    database: Database, name: str, standing: Standing
) -> None:
    protect = [
        {"op": "protect_name", "name": helper, "reason": "A helpline."}
        for helper in ("example.org", "helps.example.com")
    ]
    with database.write() as session:
        approve(session, propose(session, *protect))
        about = _of(session, _report(session, name))
    assert about.standing == standing
    assert about.may_change == (standing != Standing.PROTECTED)


def test_a_listed_name_calls_for_a_change_only_when_it_is_said_to_be_a_mistake(database: Database) -> None:
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        _report(session, "coco.gg")
        assert not _of(session, "coco.gg").may_change
        _report(session, "coco.gg", kind="mistake")
        assert _of(session, "coco.gg").may_change


def test_what_was_dismissed_waits_no_more_until_another_day_brings_more(database: Database) -> None:
    with database.write() as session:
        _report(session, "coco.zone")
        handling.handle(session, "coco.zone", by=someone(session, "ada"), at=NOON)
        _report(session, "coco.zone")
        assert _waiting(session) == []
        with pytest.raises(NothingReported, match=r"coco\.zone"):
            handling.handle(session, "coco.zone", by=someone(session, "grace"), at=NOON)
        _report(session, "coco.zone", day=TODAY + timedelta(days=1))
        assert _of(session, "coco.zone").score == 1


def test_for_a_day_a_dismissal_can_be_undone_with_its_words(database: Database) -> None:
    with database.write() as session:
        _report(session, "coco.zone", "words")
        handling.handle(session, "coco.zone", by=someone(session, "ada"), at=NOON)
        assert handling.handled_lately(session, NOON, most=5) == [("coco.zone", "ada")]
        handling.erase(session, NOON + timedelta(hours=23))
        handling.undo(session, "coco.zone", at=NOON + timedelta(hours=23))
        assert _texts(session, "coco.zone") == ["words"]
        assert handling.handled_lately(session, NOON, most=5) == []


def test_after_a_day_the_words_are_erased_and_nothing_can_be_undone(database: Database) -> None:
    later = NOON + timedelta(days=1)
    with database.write() as session:
        _report(session, "coco.zone", "words")
        _report(session, "other.com", "these wait")
        handling.handle(session, "coco.zone", by=someone(session, "ada"), at=NOON)
        assert handling.erase(session, later) == 1
        assert handling.erase(session, later) == 0
        assert session.exec(select(ReportedWords.text)).all() == ["these wait"]
        with pytest.raises(NothingReported):
            handling.undo(session, "coco.zone", at=later)


def test_after_ninety_days_everything_is_erased(database: Database) -> None:
    with database.write() as session:
        _report(session, "coco.zone", "words")
        assert handling.erase(session, NOON + timedelta(days=89)) == 0
        assert handling.erase(session, NOON + timedelta(days=90)) > 0
        assert session.exec(select(ReportedWords)).all() == []
        assert session.exec(select(DayOfReports)).all() == []


def test_a_source_lists_a_new_site_and_the_proposal_fits_the_registry(database: Database) -> None:
    operations = drafting.listing("epi.zone", Source.model_validate(FORM), knows_site=False, knows_source=False)
    assert [operation.slug for operation in operations if isinstance(operation, AddSite)] == ["epi-chat"]
    with database.write() as session:
        approve(session, propose(session, *(operation.model_dump(mode="json") for operation in operations)))
        _report(session, "epi.zone")
        assert _of(session, "epi.zone").standing == Standing.LISTED


def test_a_source_gives_a_site_that_is_known_one_more_name(database: Database) -> None:
    source = Source.model_validate({**FORM, "site": "Coco"})
    operations = drafting.listing("coco.zone", source, knows_site=True, knows_source=False)
    assert [operation.name for operation in operations if isinstance(operation, AddName)] == ["coco.zone"]
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        approve(session, propose(session, *(operation.model_dump(mode="json") for operation in operations)))
        _report(session, "coco.zone")
        site = _of(session, "coco.zone").site
    assert site
    assert site.slug == "coco"


def test_a_site_whose_name_has_no_latin_letter_is_asked_for_one() -> None:
    with pytest.raises(ValidationError, match="Latin letters"):
        Source.model_validate({**FORM, "site": "聊天"})


def test_of_reports_that_come_at_once_every_one_is_counted(database: Database) -> None:
    def send(number: int) -> None:
        with database.write() as session:
            _report(session, "coco.zone", f"text {number % 2}")

    with ThreadPoolExecutor(4) as senders:
        list(senders.map(send, range(20)))
    with database.read() as session:
        assert _of(session, "coco.zone").risky == 20
