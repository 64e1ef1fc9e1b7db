"""Which part of a body was asked for: `Range` and `If-Range` (RFC 9110, section 14). Pure."""

import re
from typing import Final

from api.files.file import Asked, Representation

_UNIT: Final = re.compile(r"bytes=.", re.IGNORECASE)
_RANGE: Final = re.compile(r"bytes= *([0-9]{0,18}) *- *([0-9]{0,18}) *", re.IGNORECASE)


class CannotBeSatisfied(ValueError):
    """The range lies outside the body, or is not written as one."""


def part(asked: Asked, stored: Representation) -> slice | None:
    """The part to send, or None for the whole body. Raises `CannotBeSatisfied`.

    Several ranges at once get the whole body, as RFC 9110 allows; so does `If-Range` with another representation.
    """
    text = asked.get("range")
    if text is None or not _UNIT.match(text) or "," in text:
        return None
    if asked.get("if-range", stored.etag) not in (stored.etag, stored.modified):
        return None
    written = _RANGE.fullmatch(text)
    if written is None or written.groups() == ("", ""):
        raise CannotBeSatisfied
    return _slice(written[1], written[2], len(stored.body))


def _slice(first: str, last: str, length: int) -> slice:
    if first:
        begin, end = int(first), min(int(last), length - 1) + 1 if last else length
    else:
        begin, end = max(length - int(last), 0), length
    if begin >= end:
        raise CannotBeSatisfied
    return slice(begin, end)
