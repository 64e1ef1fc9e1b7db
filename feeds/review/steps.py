"""One step in the life of a Proposal: whoever takes it is alone, its version grows by one, and the Journal has it."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from feeds.review import journal
from feeds.review.states import Action, after
from feeds.review.tables import Person, Proposal


class Stale(ValueError):
    """A change was made to a version that is not the newest. `str()` is one sentence for people."""

    def __init__(self, number: int, read: int, version: int) -> None:
        super().__init__(f"Proposal {number} was changed after you read it: you read version {read}, it is {version}.")
        self.read, self.version = read, version


def hold(session: Session, proposal: Proposal, action: Action, version: int | None) -> None:
    """Keep everybody else from changing a Proposal until the transaction ends, and read it anew.

    Raises `states.NotPossible` when the action does not fit what it is now, and `Stale` when it is not at the version
    that was read; None is for whoever read it in this transaction.
    """
    session.refresh(proposal, with_for_update=True)
    after(proposal.state, action)
    if version is not None and version != proposal.version:
        raise Stale(proposal.id, version, proposal.version)


def move(session: Session, proposal: Proposal, action: Action) -> None:
    """Bring a Proposal to the state that an action leads to, and to its next version. Raises `states.NotPossible`."""
    proposal.state = after(proposal.state, action)
    proposal.version += 1
    session.add(proposal)
    session.flush()


def record(
    session: Session, at: datetime, actor: Person, action: str, proposal: Proposal, body: Mapping[str, str | int]
) -> None:
    """Write into the Journal, which is public, what somebody did to a Proposal, and the version that came of it."""
    said = {**body, "version": proposal.version}
    subject = f"proposal {proposal.id}"
    journal.record(session, at=at, actor=actor.handle, action=action, subject=subject, body=said)
