"""What waits for curators, for how long, and whether the Journal holds."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import Metric
from sqlalchemy import func
from sqlmodel import Session, select

from api.metrics.gauge import counted, gauge
from api.outbox import queue
from feeds.review import due_again
from feeds.review.disputes import reading
from feeds.review.states import ProposalState
from feeds.review.tables import JournalCheck, Proposal


def figures(session: Session, now: datetime) -> Iterator[Metric]:
    """The figures of the Desk."""
    counts = dict(session.exec(select(Proposal.state, func.count()).group_by(Proposal.state)).all())
    states = {state.value: counts.get(state, 0) for state in ProposalState}
    yield counted("vigie_proposals", "Proposals by state.", "state", states)
    oldest = session.exec(select(func.min(Proposal.created_at)).where(Proposal.state == ProposalState.IN_REVIEW)).one()
    age = (now - oldest).total_seconds() if oldest else 0
    yield gauge("vigie_queue_oldest_seconds", "For how long the oldest Proposal has waited for a verdict.", age)
    disputes = reading.waiting(session, now)
    yield gauge("vigie_disputes_waiting", "Disputes that wait for curators.", disputes.count)
    yield gauge("vigie_disputes_overdue", "Disputes without an answer after three days.", disputes.overdue)
    again = due_again.waiting(session, now)
    yield gauge("vigie_due_again", "Entries and sources that somebody should look at again.", again.count)
    yield gauge("vigie_due_again_overdue", "Entries among them whose date is past.", again.overdue)
    waiting, given_up = queue.counts(session)
    yield gauge("vigie_mail_waiting", "Mail that waits to be sent.", waiting)
    yield gauge("vigie_mail_given_up", "Mail that could not be sent.", given_up)
    if check := session.get(JournalCheck, 1):
        yield gauge("vigie_journal_holds", "1 when the Journal held at its last check.", not check.problem)
        yield gauge("vigie_journal_entries", "How many entries it had then.", check.entries)
        age = (now - check.checked_at).total_seconds()
        yield gauge("vigie_journal_check_age_seconds", "How long ago that was.", age)
