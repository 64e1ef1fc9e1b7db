"""What waits for a curator: reports grouped by name, the names that most sources reported first.

However many reports there are, a page costs the same few queries.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Row, Select, case, func
from sqlmodel import Session, col, select

from feeds import hostnames
from feeds.registry.tables import Name, ProtectedName, Site
from feeds.review.reports.standing import Standing, standing
from feeds.review.reports.tables import DayOfReports, ReportedWords, ReportKind

WORDS_SHOWN: Final = 3


class NothingReported(LookupError):
    """Nothing about a name is waiting. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Group:
    """The reports about one name that nobody handled yet.

    `score` is by how many sources: a network counts once a day for a name and a kind, so that one sender cannot make
    itself many. `words` are the newest first. `site` is the Site whose Name it is.
    """

    name: str
    score: int
    risky: int
    mistakes: int
    first: date
    last: date
    standing: Standing
    site: Site | None
    words: tuple[ReportedWords, ...]

    @property
    def may_change(self) -> bool:
        """Whether a Proposal could follow: a risky name be listed, or a listed one be a mistake."""
        if self.standing == Standing.LISTED:
            return self.mistakes > 0
        return self.risky > 0 and self.standing != Standing.PROTECTED

    @property
    def shown(self) -> str:
        """The name as people read it (U-labels)."""
        return hostnames.parse(self.name).unicode


def waiting(session: Session) -> int:
    """How many names have reports that wait."""
    names = func.count(func.distinct(col(DayOfReports.name)))
    return session.exec(select(names).where(col(DayOfReports.handled_at).is_(None))).one()


def groups(session: Session, *, most: int, words: int = WORDS_SHOWN) -> list[Group]:
    """The names that wait, those that most sources reported first; `words` texts of each."""
    return _filled(session, _sums().limit(most), words)


def by_name(session: Session, *, after: str, most: int, words: int = WORDS_SHOWN) -> list[Group]:
    """The names that wait, in alphabetical order from after one on: an order that new reports do not change."""
    later = _sums().where(col(DayOfReports.name) > after)
    return _filled(session, later.order_by(None).order_by(col(DayOfReports.name)).limit(most), words)


def group(session: Session, name: str, *, words: int) -> Group:
    """The reports about one name. Raises `NothingReported`."""
    found = _filled(session, _sums().where(col(DayOfReports.name) == name), words)
    if not found:
        raise NothingReported(f"Nothing about {name} is waiting; somebody may have handled it already.")
    return found[0]


def _sums() -> Select[Any]:
    def of(kind: ReportKind) -> Any:
        return func.sum(case((col(DayOfReports.kind) == kind, col(DayOfReports.reports)), else_=0))

    score, last = func.sum(DayOfReports.sources), func.max(DayOfReports.day)
    risky, mistakes = of(ReportKind.RISKY).label("risky"), of(ReportKind.MISTAKE).label("mistakes")
    columns = (
        col(DayOfReports.name),
        score.label("score"),
        risky,
        mistakes,
        func.min(DayOfReports.day).label("first"),
        last.label("last"),
    )
    waits = Select[Any](*columns).where(col(DayOfReports.handled_at).is_(None)).group_by(col(DayOfReports.name))
    return waits.order_by(score.desc(), last.desc(), col(DayOfReports.name))


def _filled(session: Session, sums: Select[Any], words: int) -> list[Group]:
    rows = session.execute(sums).all()
    names = [row.name for row in rows]
    sites = dict(session.exec(select(Name.hostname, Site).join(Site).where(col(Name.hostname).in_(names))).all())
    protected = session.exec(select(ProtectedName.hostname)).all()
    said = _newest_words(session, names, words)
    return [_group(row, sites, protected, said[row.name]) for row in rows]


def _group(row: Row[Any], sites: dict[str, Site], protected: Collection[str], words: list[ReportedWords]) -> Group:
    return Group(
        **row._mapping,
        standing=standing(row.name, listed=sites, protected=protected),
        site=sites.get(row.name),
        words=tuple(words),
    )


def _newest_words(session: Session, names: list[str], most: int) -> dict[str, list[ReportedWords]]:
    newest = (col(ReportedWords.day).desc(), col(ReportedWords.id).desc())
    newest_first = func.row_number().over(partition_by=col(ReportedWords.name), order_by=newest)
    ranked = (
        select(ReportedWords.id, newest_first.label("rank"))
        .join(DayOfReports)
        .where(col(ReportedWords.name).in_(names), col(DayOfReports.handled_at).is_(None))
        .subquery()
    )
    shown = select(ReportedWords).join(ranked, col(ReportedWords.id) == ranked.c.id).where(ranked.c.rank <= most)
    found: dict[str, list[ReportedWords]] = defaultdict(list)
    for text in session.exec(shown.order_by(*newest)):
        found[text.name].append(text)
    return found
