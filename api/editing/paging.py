"""Pages of what grows: a hundred at a time, each from after the last thing that was had."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar
from urllib.parse import urlencode

from sqlmodel import Session, col, select

from api.editing.answering import Shape
from api.editing.fields import Cursor

A_PAGE: Final = 100
Row = TypeVar("Row")


class Newest(Shape):
    """A question for the newest of what is numbered. Each of its other fields is a column, with the value it has."""

    cursor: Cursor = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of one page, and the address of the next one; None on the last."""

    rows: Sequence[Row]
    next: str | None


def ask_for() -> int:
    """How many rows to ask for: one more than a page has tells whether there is another."""
    return A_PAGE + 1


def page(found: Sequence[Row], path: str, question: Shape, cursor: Callable[[Row], object]) -> Page[Row]:
    """One page of what `ask_for` brought. The next one is the same question, from the `cursor` of its last row on."""
    here = found[:A_PAGE]
    return Page(here, next_page(path, question, cursor(here[-1])) if len(found) > A_PAGE else None)


def next_page(path: str, question: Shape, cursor: object) -> str:
    """The address of the next page: the same question, from a cursor on."""
    return f"{path}?{urlencode({**question.model_dump(mode='json', exclude_none=True), 'cursor': cursor})}"


def newest(session: Session, table: type[Row], path: str, question: Newest) -> Page[Row]:
    """The rows of a table that the question is for, those that were made last first."""
    number: Any = col(table.id)  # type: ignore[attr-defined]
    asked = question.model_dump(exclude={"cursor"}, exclude_none=True)
    rows = select(table).filter_by(**asked)
    rows = rows.where(number < question.cursor) if question.cursor else rows
    found = session.exec(rows.order_by(number.desc()).limit(ask_for())).all()
    return page(found, path, question, lambda row: row.id)  # type: ignore[attr-defined]
