"""Pages of what grows: a hundred at a time, each from after the last thing that was had."""

from collections.abc import Sequence
from typing import Final, TypeVar
from urllib.parse import urlencode

from api.editing.answering import Shape

A_PAGE: Final = 100
Row = TypeVar("Row")


def ask_for() -> int:
    """How many rows to ask for: one more than a page has tells whether there is another."""
    return A_PAGE + 1


def page(found: Sequence[Row]) -> tuple[Sequence[Row], Row | None]:
    """The rows of one page, and the last of them when there are more behind it."""
    here = found[:A_PAGE]
    return here, here[-1] if len(found) > A_PAGE else None


def next_page(path: str, question: Shape, cursor: object) -> str:
    """The address of the next page: the same question, from a cursor on."""
    return f"{path}?{urlencode({**question.model_dump(mode='json', exclude_none=True), 'cursor': cursor})}"
