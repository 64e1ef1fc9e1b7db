"""What is done about a Dispute, by curators and by whoever opened it. Each call runs in the caller's transaction."""

from datetime import datetime

from sqlmodel import Session

from feeds.review import journal, people
from feeds.review.disputes import erasing
from feeds.review.disputes.opening import OPENER, note
from feeds.review.disputes.states import NEEDS, WAITING, Act, DisputeState, DoesNotFit, Wish, after
from feeds.review.disputes.tables import Dispute, DisputeAnswer
from feeds.review.proposals import NeedsReason
from feeds.review.tables import Person


class NeedsProof(ValueError):
    """A reply was to be published, and nobody showed control of the Name. `str()` is one sentence for people."""


def answer(
    session: Session, dispute: Dispute, act: Act, *, by: Person, text: str, private_note: str = "", at: datetime
) -> None:
    """Answer, uphold or refuse. The text goes to whoever opened it and into the Journal; the note does not.

    Raises `four_eyes.NotAllowed`, `DoesNotFit`, `NeedsReason`, and `NeedsProof` for a reply without proof.
    """
    people.check_may(by, NEEDS[act])
    said, private = text.strip(), private_note.strip() or None
    if not said:
        raise NeedsReason("An answer needs words; they are published.")
    if private and dispute.salt is None:
        raise DoesNotFit("What was private in this dispute was erased; please leave the note out.")
    session.refresh(dispute, with_for_update=True)  # two curators at once: the second finds the new state
    reached = after(dispute.state, act)
    if act == Act.UPHOLD and dispute.asks == Wish.REPLY and dispute.proved_at is None:
        raise NeedsProof(f"A reply is published only when control of {dispute.name} was shown.")
    _reach(dispute, reached, at)
    session.add(dispute)
    session.add(DisputeAnswer(dispute_id=dispute.id, author_id=by.id, act=act, text=said, note=private, at=at))
    session.flush()
    body: dict[str, str | int] = {"name": dispute.name, "asks": dispute.asks, "reason": said}
    if private and dispute.salt:
        body["note_sha256"] = journal.salted_digest(private, dispute.salt)
    note(session, dispute, act.value, actor=by.handle, at=at, body=body)


def withdraw(session: Session, dispute: Dispute, at: datetime) -> None:
    """Take a Dispute back, as whoever opened it, and erase what they wrote. Raises `DoesNotFit`."""
    session.refresh(dispute, with_for_update=True)
    _reach(dispute, after(dispute.state, Act.WITHDRAW), at)
    session.add(dispute)
    session.flush()
    note(session, dispute, "withdraw", actor=OPENER, at=at, body={"name": dispute.name, "asks": dispute.asks})
    erasing.erase(session, dispute, by=OPENER, at=at)


def _reach(dispute: Dispute, state: DisputeState, at: datetime) -> None:
    dispute.state = state
    if state != DisputeState.WITHDRAWN:
        dispute.first_answer_at = dispute.first_answer_at or at
    if state not in WAITING:
        dispute.closed_at = at
