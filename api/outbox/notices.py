"""What curators are told without anybody's doing: a clock runs out, sources changed. In the caller's transaction.

What somebody does is told where it is done, by `telling.tell`.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from sqlalchemy import case, func
from sqlmodel import Session, col, or_, select

from api.outbox.kinds import MailKind
from api.outbox.tables import Mail
from api.outbox.telling import Facts, tell
from api.outbox.wording import one_line
from feeds.registry.tables import Evidence
from feeds.review.disputes import crowds
from feeds.review.disputes.clock import FIRST_ANSWER
from feeds.review.disputes.states import DisputeState
from feeds.review.disputes.tables import Dispute
from feeds.review.evidence.outcomes import REOPENS
from feeds.review.evidence.tables import EvidenceCheck

BEFORE: Final = timedelta(days=1)
"""So long before its first answer is due, a Dispute without one is told of again."""
DIGEST_AT: Final = time(6, 0)  # UTC: before the working day in Europe
_LISTED: Final = 20
_MOST: Final = 20
"""So many Disputes whose clock runs out are told of at a time: when these are answered, others are."""


def write(session: Session, at: datetime) -> int:
    """Write what is to be told at a moment; return how many mails. Running it again writes nothing."""
    return _unanswered(session, at) + _sources(session, at)


def moment(at: datetime) -> str:
    """A moment as mail writes it in any language: 2026-11-25 12:00 UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _unanswered(session: Session, at: datetime) -> int:
    running_out = select(Dispute).where(
        Dispute.state == DisputeState.OPEN,
        col(Dispute.opened_at) <= at - FIRST_ANSWER + BEFORE,
        or_(crowds.stands_alone(), crowds.speaks_for_a_crowd()),
    )
    proved_first = case((col(Dispute.proved_at).is_not(None), 0), else_=1)
    written = 0
    for dispute in session.exec(running_out.order_by(proved_first, col(Dispute.opened_at)).limit(_MOST)):
        facts: Facts = {"number": dispute.id, "name": dispute.name, "due": moment(dispute.opened_at + FIRST_ANSWER)}
        written += tell(session, MailKind.DISPUTE_DUE, f"dispute {dispute.id}", facts, at)
    return written


def _sources(session: Session, at: datetime) -> int:
    """One mail a day, of what was found since the last one; none when nothing was."""
    today = datetime.combine(at.astimezone(UTC).date(), DIGEST_AT, UTC)
    if at < today:
        return 0
    last = session.exec(select(func.max(Mail.written_at)).where(Mail.kind == MailKind.SOURCES)).one()
    if last is not None and last >= today:
        return 0
    rows = session.exec(
        select(Evidence.publisher, Evidence.title, EvidenceCheck.outcome)
        .join(EvidenceCheck)
        .where(
            col(EvidenceCheck.outcome).in_(REOPENS),
            col(EvidenceCheck.settled_at).is_(None),
            col(EvidenceCheck.since) > (last or today - timedelta(days=7)),
        )
        .order_by(col(EvidenceCheck.since))
    ).all()
    if not rows:
        return 0
    listed = [one_line(f"{publisher}: {title} ({outcome})") for publisher, title, outcome in rows[:_LISTED]]
    return tell(session, MailKind.SOURCES, today.date().isoformat(), {"count": len(rows), "sources": listed}, at)
