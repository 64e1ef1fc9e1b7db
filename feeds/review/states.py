"""The life of a Proposal, as one transition table. Pure."""

from enum import StrEnum
from typing import Final


class PersonKind(StrEnum):
    """A `machine` (the starter, the Intake, the Watch) drafts; only a `person` decides."""

    PERSON = "person"
    MACHINE = "machine"


class Verdict(StrEnum):
    """What a Review says."""

    APPROVE = "approve"
    REJECT = "reject"


class ProposalState(StrEnum):
    """Where a Proposal is. Only a `draft` is edited; only `approved` changed the registry; `published` is out."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Action(StrEnum):
    """What can be done to a Proposal."""

    SUBMIT = "submit"
    EDIT = "edit"
    TAKE_BACK = "take_back"
    ASK_FOR_CHANGES = "ask_for_changes"
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    SUPERSEDE = "supersede"
    PUBLISH = "publish"


class NotPossible(ValueError):
    """An action does not fit the state a Proposal is in. `str()` is one sentence for people."""


TRANSITIONS: Final[dict[tuple[ProposalState, Action], ProposalState]] = {
    (ProposalState.DRAFT, Action.SUBMIT): ProposalState.IN_REVIEW,
    (ProposalState.DRAFT, Action.EDIT): ProposalState.DRAFT,
    (ProposalState.DRAFT, Action.WITHDRAW): ProposalState.WITHDRAWN,
    (ProposalState.IN_REVIEW, Action.TAKE_BACK): ProposalState.DRAFT,
    (ProposalState.IN_REVIEW, Action.ASK_FOR_CHANGES): ProposalState.DRAFT,
    (ProposalState.IN_REVIEW, Action.APPROVE): ProposalState.APPROVED,
    (ProposalState.IN_REVIEW, Action.REJECT): ProposalState.REJECTED,
    (ProposalState.IN_REVIEW, Action.WITHDRAW): ProposalState.WITHDRAWN,
    (ProposalState.IN_REVIEW, Action.SUPERSEDE): ProposalState.SUPERSEDED,
    (ProposalState.APPROVED, Action.PUBLISH): ProposalState.PUBLISHED,
}


UNDECIDED: Final = frozenset({ProposalState.DRAFT, ProposalState.IN_REVIEW})
"""Nobody decided on these yet: what they say is neither true nor turned down."""


def after(state: str, action: Action) -> ProposalState:
    """The state that `action` leads to. Raises `NotPossible` when the table has no such step."""
    reached = TRANSITIONS.get((ProposalState(state), action))
    if reached is None:
        raise NotPossible(f"A proposal that is {_IS.get(ProposalState(state), state)} cannot be {_DONE[action]}.")
    return reached


_IS: Final = {ProposalState.DRAFT: "a draft", ProposalState.IN_REVIEW: "in review"}
_DONE: Final = {
    Action.SUBMIT: "submitted",
    Action.EDIT: "edited",
    Action.TAKE_BACK: "taken back",
    Action.ASK_FOR_CHANGES: "sent back",
    Action.APPROVE: "approved",
    Action.REJECT: "rejected",
    Action.WITHDRAW: "withdrawn",
    Action.SUPERSEDE: "superseded",
    Action.PUBLISH: "published",
}
