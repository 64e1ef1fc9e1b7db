"""Counts a report, in the caller's transaction. How much one day can add to the database is bounded."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from feeds.hostnames import Hostname
from feeds.registry.tables import Name
from feeds.review.reports.report import Report
from feeds.review.reports.tables import DayOfReports, ReportedWords

MOST_A_DAY: Final = 1000  # names that are not listed, by kind
MOST_WORDS_A_DAY: Final = 1000  # texts of up to 1000 characters: 4 MB at worst
MOST_WORDS_OF_ONE: Final = 5  # about one name, of one kind, in a day

_INSERT: Final[dict[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Flooded(RuntimeError):
    """So many names were reported today that no new one is taken. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The name that a report was counted for, and whether it is the first of its kind that day."""

    name: str
    is_first: bool


def add(session: Session, report: Report, *, is_new_source: bool, day: date) -> Counted:
    """Count a report and keep its words.

    Beyond the bounds of a day, reports of names that are known are counted without their words, and those of names that
    are not raise `Flooded`. Words that say what others said about the name are kept once.
    """
    listed = _listed(session, report.hostname)
    name = listed or report.hostname.registrable
    seen = session.get(DayOfReports, (name, report.kind, day))
    if not seen and not listed and _rows(session, day) >= MOST_A_DAY:
        raise Flooded("Too many sites were reported today; please send it tomorrow.")
    _count(session, name, report.kind, day, int(is_new_source))
    if report.words and _has_room(session, name, report, day):
        session.add(ReportedWords(name=name, kind=report.kind, day=day, text=report.words))
    return Counted(name, is_first=seen is None)


def _listed(session: Session, reported: Hostname) -> str | None:
    """The listed Name that covers a host; the longest, where several do."""
    above = reported.ascii.removesuffix(reported.registrable).split(".")[:-1]
    covering = [".".join([*above[start:], reported.registrable]) for start in range(len(above) + 1)]
    found = session.exec(select(Name.hostname).where(col(Name.hostname).in_(covering))).all()
    return max(found, key=len, default=None)


def _rows(session: Session, day: date) -> int:
    return session.exec(select(func.count()).select_from(DayOfReports).where(DayOfReports.day == day)).one()


def _count(session: Session, name: str, kind: str, day: date, sources: int) -> None:
    # One statement, so that of two reports at once both are counted.
    insert = _INSERT[session.get_bind().dialect.name](DayOfReports)
    row = insert.values(name=name, kind=kind, day=day, reports=1, sources=sources)
    more = {"reports": DayOfReports.reports + 1, "sources": DayOfReports.sources + sources}
    session.execute(row.on_conflict_do_update(index_elements=["name", "kind", "day"], set_=more))


def _has_room(session: Session, name: str, report: Report, day: date) -> bool:
    kept = select(func.count()).select_from(ReportedWords).where(ReportedWords.day == day)
    of_one = kept.where(ReportedWords.name == name, ReportedWords.kind == report.kind)
    said = select(ReportedWords.id).where(ReportedWords.name == name, ReportedWords.text == report.words)
    return (
        session.exec(of_one).one() < MOST_WORDS_OF_ONE
        and session.exec(kept).one() < MOST_WORDS_A_DAY
        and session.exec(said).first() is None
    )
