"""A person says that what rests on a source is so all the same. Runs in the caller's transaction."""

from datetime import datetime

from sqlmodel import Session

from feeds.registry.tables import Evidence
from feeds.review import journal, roles
from feeds.review.evidence.outcomes import REOPENS
from feeds.review.evidence.tables import EvidenceCheck
from feeds.review.roles import Deed
from feeds.review.tables import Person


class NotReopened(LookupError):
    """A source does not wait for anybody's word. `str()` is one sentence for people."""


class NeedsReason(ValueError):
    """Somebody did not say why. `str()` is one sentence for people."""


def settle(session: Session, evidence_id: int, *, by: Person, reason: str, at: datetime) -> None:
    """Take somebody's word, with its public reason, until the source is found otherwise than now.

    What is published stays as it is; whoever wants it otherwise drafts a Proposal. Raises `four_eyes.NotAllowed` for a
    reader, `NotReopened`, and `NeedsReason`.
    """
    roles.check(by.handle, by.role, Deed.PROPOSE)
    if not reason.strip():
        raise NeedsReason("Say why it is so still; it is published.")
    check = session.get(EvidenceCheck, evidence_id, with_for_update=True)
    if check is None or check.outcome not in REOPENS or check.settled_at is not None:
        raise NotReopened("This source does not wait any more; somebody may have dealt with it already.")
    check.settled_at = at
    session.add(check)
    session.flush()
    key = session.get_one(Evidence, evidence_id).key
    body = {"outcome": check.outcome, "reason": reason.strip()}
    journal.record(session, at=at, actor=by.handle, action="keep_source", subject=f"evidence {key}", body=body)
