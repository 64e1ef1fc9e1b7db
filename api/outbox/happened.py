"""What is told where it happens: each call writes mail in the transaction of what it tells."""

from datetime import datetime

from sqlmodel import Session

from api.outbox.kinds import MailKind
from api.outbox.notices import moment
from api.outbox.telling import Facts, tell
from feeds.release.publishing import Outcome
from feeds.review.disputes.reading import clock_of
from feeds.review.disputes.tables import Dispute
from feeds.review.severity import Severity
from feeds.review.tables import Proposal


def release_held(session: Session, outcome: Outcome, at: datetime) -> None:
    """A Release changes too much at once: a second person has to sign it off."""
    facts: Facts = {"serial": outcome.serial, "added": outcome.added, "removed": outcome.removed}
    tell(session, MailKind.RELEASE_HELD, f"release {outcome.serial}", facts, at)


def dispute_opened(session: Session, dispute: Dispute, at: datetime) -> None:
    """Somebody asks for a change or a reply, and is promised an answer. Their words are not in the mail."""
    facts: Facts = {"number": dispute.id, "name": dispute.name, "due": moment(clock_of(dispute).due)}
    tell(session, MailKind.DISPUTE_OPENED, f"dispute {dispute.id}", facts, at)


def watch_proposed(session: Session, proposal: Proposal, at: datetime) -> None:
    """The Watch drafted a Proposal. What does not change whom families are stopped at waits for the Queue."""
    if proposal.severity == Severity.STOPS:
        facts: Facts = {"number": proposal.id, "title": proposal.title}
        tell(session, MailKind.FINDING, f"proposal {proposal.id}", facts, at)
