"""How long families wait: from the first report of a name to the Release that says what came of it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from feeds.release.tables import Release
from feeds.review.reports.tables import DayOfReports, ReportKind
from feeds.review.tables import Proposal, ProposedOperation

ANSWERS: Final[Mapping[str, ReportKind]] = {"add_name": ReportKind.RISKY, "retract_name": ReportKind.MISTAKE}
"""Which operation is the answer to which kind of report."""


def between_report_and_release(session: Session, since: datetime, *, most: int) -> Sequence[timedelta]:
    """The waits that ended after a moment, of at most so many operations.

    A report has a day and no hour: a wait counts from the beginning of that day, and so is rather too long.
    """
    reports = select(DayOfReports.name, DayOfReports.kind, func.min(DayOfReports.day))
    first = {
        (name, kind): day
        for name, kind, day in session.exec(reports.group_by(DayOfReports.name, DayOfReports.kind).limit(most))
    }
    published = (
        select(ProposedOperation.body, Release.released_at)
        .join(Proposal, col(Proposal.id) == ProposedOperation.proposal_id)
        .join(Release, col(Release.serial) == Proposal.published_in)
        .where(col(Release.released_at) > since, col(ProposedOperation.gone_in).is_(None))
        .order_by(col(ProposedOperation.id).desc())
        .limit(most)
    )
    answered = ((first.get(_reported(body)), released) for body, released in session.exec(published))
    return [released - _beginning(day) for day, released in answered if day and released >= _beginning(day)]


def _reported(operation: Mapping[str, str]) -> tuple[str, str]:
    """What a report must have been about for this operation to be its answer."""
    return operation.get("name", ""), str(ANSWERS.get(operation["op"], ""))


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
