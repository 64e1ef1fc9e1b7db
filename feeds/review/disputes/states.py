"""The life of a Dispute, as one transition table. Pure."""

from enum import StrEnum
from typing import Final

from feeds.review.roles import Deed


class Wish(StrEnum):
    """What somebody asks for."""

    CORRECTION = "correction"
    REMOVAL = "removal"
    REPLY = "reply"


class DisputeState(StrEnum):
    """Where a Dispute is. The last three are final."""

    OPEN = "open"
    ANSWERED = "answered"
    UPHELD = "upheld"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What can be done: the first three by curators, the last by whoever opened it."""

    ANSWER = "answer"
    UPHOLD = "uphold"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


class Way(StrEnum):
    """How control of a Name was shown."""

    DNS = "dns"
    FILE = "file"


class DoesNotFit(ValueError):
    """An act does not fit the state that a Dispute is in. `str()` is one sentence for people."""


TRANSITIONS: Final[dict[tuple[DisputeState, Act], DisputeState]] = {
    (DisputeState.OPEN, Act.ANSWER): DisputeState.ANSWERED,
    (DisputeState.OPEN, Act.UPHOLD): DisputeState.UPHELD,
    (DisputeState.OPEN, Act.REFUSE): DisputeState.REFUSED,
    (DisputeState.OPEN, Act.WITHDRAW): DisputeState.WITHDRAWN,
    (DisputeState.ANSWERED, Act.ANSWER): DisputeState.ANSWERED,
    (DisputeState.ANSWERED, Act.UPHOLD): DisputeState.UPHELD,
    (DisputeState.ANSWERED, Act.REFUSE): DisputeState.REFUSED,
    (DisputeState.ANSWERED, Act.WITHDRAW): DisputeState.WITHDRAWN,
}
WAITING: Final = frozenset(state for state, _ in TRANSITIONS)
"""The states from which something leads on."""
NEEDS: Final[dict[Act, Deed]] = {Act.ANSWER: Deed.PROPOSE, Act.UPHOLD: Deed.REVIEW, Act.REFUSE: Deed.REVIEW}
"""What a curator has to be allowed to do for each act."""


def after(state: str, act: Act) -> DisputeState:
    """The state that `act` leads to. Raises `DoesNotFit` when the table has no such step."""
    reached = TRANSITIONS.get((DisputeState(state), act))
    if reached is None:
        raise DoesNotFit(f"A dispute that is {state} cannot be {_DONE[act]}.")
    return reached


_DONE: Final = {Act.ANSWER: "answered", Act.UPHOLD: "upheld", Act.REFUSE: "refused", Act.WITHDRAW: "withdrawn"}
