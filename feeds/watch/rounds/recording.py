"""What rounds have in common: who is left alone for now, and how comparisons become Findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session, select

from feeds.watch import findings, keeping
from feeds.watch.changes import FindingKind
from feeds.watch.findings import Found
from feeds.watch.looking import Compared, Remembered
from feeds.watch.tables import Looked

_TELLING: Final = frozenset({"renamed", "clone"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a round came to: when it is due again (None for never), how many Findings were seen, and one line."""

    next_at: datetime | None
    findings: int
    line: str


def remembered(session: Session, old: str) -> dict[str, Remembered]:
    """The names that were looked at and are not the Site at `old`."""
    return {row.new: Remembered(row.at, row.answer) for row in session.exec(select(Looked).where(Looked.old == old))}


def record_compared(session: Session, old: str, compared: Iterable[Compared], at: datetime) -> list[str]:
    """Keep what tells something as Findings, and remember the rest; return a line for each Finding."""
    lines = []
    for each in compared:
        word = each.verdict.verdict
        if word in _TELLING and not (word == "clone" and findings.is_renamed(session, old, each.name)):
            number = keeping.keep(session, each.new)
            findings.record(session, Found(FindingKind(word), old, each.name, each.verdict, number, at, since=at))
            lines.append(f"{each.name} is {'a copy' if word == 'clone' else 'the new name'} ({each.verdict.score:.2f})")
        else:
            session.merge(Looked(old=old, new=each.name, at=at, answer=each.answer, verdict=word))
    session.flush()
    return lines
