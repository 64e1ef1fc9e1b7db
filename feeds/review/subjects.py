"""What operations are about, as the database reads it from their bodies, with an index for each expression.

The index is used only where a question has the same expression, to the letter: ask with these.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, String, literal_column

_KEYS: Final = ("slug", "old", "name", "site", "key")
BODY_OF_SUBJECT: Final = "coalesce(" + ", ".join(f"body ->> '{key}'" for key in _KEYS) + ")"
BODY_OF_SITE: Final = "body ->> 'site'"
BODY_OF_DIGEST: Final = "body ->> 'digest'"

SUBJECT: Final[ColumnElement[str]] = literal_column(BODY_OF_SUBJECT.replace("body", "operation.body"), String())
"""What an operation changes: a Site by its slug, a Name by its hostname (of a Link the older), Evidence by its key."""
SITE: Final[ColumnElement[str]] = literal_column(f"operation.{BODY_OF_SITE}", String())
"""The slug of the Site that an operation adds something to."""
DIGEST: Final[ColumnElement[str]] = literal_column(f"operation.{BODY_OF_DIGEST}", String())
"""The digest of the text that an operation brings as Evidence."""


def subject_of(body: Mapping[str, Any]) -> str | None:
    """`SUBJECT` of one body, as the database would tell it."""
    return next((str(body[key]) for key in _KEYS if body.get(key) is not None), None)
