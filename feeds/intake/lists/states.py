"""The life of a Batch, as one transition table. Pure."""

from enum import StrEnum
from typing import Final


class BatchState(StrEnum):
    """Where a Batch is. Only the rows of a `counted` one count, and of one source only those of its newest."""

    READING = "reading"
    PREVIEW = "preview"
    HELD = "held"
    COUNTED = "counted"
    REPLACED = "replaced"
    UNDONE = "undone"


class Step(StrEnum):
    """What can be done to a Batch."""

    FINISH = "finish"
    HOLD = "hold"
    COUNT = "count"
    LET_THROUGH = "let_through"
    REPLACE = "replace"
    UNDO = "undo"


class NotPossible(ValueError):
    """A step does not fit the state a Batch is in. `str()` is one sentence for people."""


TRANSITIONS: Final[dict[tuple[BatchState, Step], BatchState]] = {
    (BatchState.READING, Step.FINISH): BatchState.PREVIEW,
    (BatchState.PREVIEW, Step.COUNT): BatchState.COUNTED,
    (BatchState.PREVIEW, Step.HOLD): BatchState.HELD,
    (BatchState.PREVIEW, Step.REPLACE): BatchState.REPLACED,
    (BatchState.PREVIEW, Step.UNDO): BatchState.UNDONE,
    (BatchState.HELD, Step.LET_THROUGH): BatchState.COUNTED,
    (BatchState.HELD, Step.REPLACE): BatchState.REPLACED,
    (BatchState.HELD, Step.UNDO): BatchState.UNDONE,
    (BatchState.COUNTED, Step.REPLACE): BatchState.REPLACED,
    (BatchState.COUNTED, Step.UNDO): BatchState.UNDONE,
}


def after(state: str, step: Step) -> BatchState:
    """The state that a step leads to. Raises `NotPossible` when the table has no such step."""
    reached = TRANSITIONS.get((BatchState(state), step))
    if reached is None:
        raise NotPossible(f"A batch that is {_SAID[BatchState(state)]} cannot be {_DONE[step]}.")
    return reached


_SAID: Final = {
    BatchState.READING: "still being read",
    BatchState.PREVIEW: "a preview",
    BatchState.HELD: "held",
    BatchState.COUNTED: "counted",
    BatchState.REPLACED: "replaced by newer ones",
    BatchState.UNDONE: "undone",
}

_DONE: Final = {
    Step.FINISH: "finished",
    Step.HOLD: "held",
    Step.COUNT: "counted",
    Step.LET_THROUGH: "let through",
    Step.REPLACE: "replaced",
    Step.UNDO: "undone",
}
