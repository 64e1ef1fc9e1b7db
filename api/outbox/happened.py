"""What is told where it happens: each call writes mail in the transaction of what it tells."""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from api.outbox.kinds import MailKind
from api.outbox.notices import moment
from api.outbox.telling import Facts, tell
from feeds.release.publishing import Outcome
from feeds.review.disputes import reading
from feeds.review.disputes.reading import clock_of
from feeds.review.disputes.tables import Dispute
from feeds.review.severity import Severity
from feeds.review.tables import Proposal

MOST_TOLD: Final = 20
"""Of so many Disputes without proof each is told in a day."""


def release_held(session: Session, outcome: Outcome, at: datetime) -> None:
    """A Release changes too much at once: a second person has to sign it off."""
    facts: Facts = {"serial": outcome.serial, "added": outcome.added, "removed": outcome.removed}
    tell(session, MailKind.RELEASE_HELD, f"release {outcome.serial}", facts, at)


def dispute_opened(session: Session, dispute: Dispute, at: datetime) -> None:
    """Somebody asks for a change or a reply, and is promised an answer. Their words are not in the mail.

    After `MOST_TOLD` within a day, one mail says that there are many, in place of one each.
    """
    if reading.unproved_since(session, at - timedelta(days=1)) > MOST_TOLD:
        tell(session, MailKind.DISPUTES_MANY, f"{at:%Y-%m-%d}", {"count": MOST_TOLD}, at)
    else:
        _dispute_waits(session, dispute, at)


def dispute_proved(session: Session, dispute: Dispute, at: datetime) -> None:
    """Whoever opened a Dispute showed control of its Name: that is told, however many there are, if it was not yet."""
    _dispute_waits(session, dispute, at)


def _dispute_waits(session: Session, dispute: Dispute, at: datetime) -> None:
    facts: Facts = {"number": dispute.id, "name": dispute.name, "due": moment(clock_of(dispute).due)}
    tell(session, MailKind.DISPUTE_OPENED, f"dispute {dispute.id}", facts, at)


def watch_proposed(session: Session, proposal: Proposal, at: datetime) -> None:
    """The Watch drafted a Proposal. What does not change whom families are stopped at waits for the Queue."""
    if proposal.severity == Severity.STOPS:
        facts: Facts = {"number": proposal.id, "title": proposal.title}
        tell(session, MailKind.FINDING, f"proposal {proposal.id}", facts, at)
