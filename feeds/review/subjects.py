"""What operations are about, as the database reads it from their bodies, with an index for each expression.

An index is used only where a question has the same expression, to the letter: ask with these.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, String, literal_column

OPERATIONS: Final = "operation"
"""The table of all of them."""
_KEYS: Final = ("slug", "old", "name", "site", "key")
BODY_OF_SUBJECT: Final = "coalesce(" + ", ".join(f"body ->> '{key}'" for key in _KEYS) + ")"
BODY_OF_SITE: Final = "body ->> 'site'"
BODY_OF_DIGEST: Final = "body ->> 'digest'"
_BODY_OF_OP: Final = "body ->> 'op'"


def is_about(subjects: Collection[str], among: str = OPERATIONS) -> ColumnElement[bool]:
    """An operation changes one of these: Sites by slug, Names by hostname (of a Link the older), Evidence by key."""
    return _of(BODY_OF_SUBJECT, among).in_(subjects)


def adds_to(slugs: Collection[str]) -> ColumnElement[bool]:
    """An operation adds something to one of these Sites."""
    return _of(BODY_OF_SITE, OPERATIONS).in_(slugs)


def brings(digest: str) -> ColumnElement[bool]:
    """An operation brings the text of this digest as Evidence."""
    return _of(BODY_OF_DIGEST, OPERATIONS).in_((digest,))


def is_under(hostname: str, among: str) -> ColumnElement[bool]:
    """An operation, of those that a query calls `among`, changes a Name under this one. No index ends so."""
    return _of(BODY_OF_SUBJECT, among).endswith(f".{hostname}", autoescape=True)


def is_one_of(operations: Collection[str], among: str) -> ColumnElement[bool]:
    """An operation, of those that a query calls `among`, is of one of these kinds, by their `op`. It has no index."""
    return _of(_BODY_OF_OP, among).in_(operations)


def subject_of(body: Mapping[str, Any]) -> str | None:
    """What an operation changes, as the database would tell it."""
    return next((str(body[key]) for key in _KEYS if body.get(key) is not None), None)


def _of(expression: str, table: str) -> ColumnElement[str]:
    return literal_column(expression.replace("body", f"{table}.body"), String())
