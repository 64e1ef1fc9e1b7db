"""From bytes to characters, or a clear refusal."""

import re
from typing import Final

_NOT_TEXT: Final = (
    (b"PK\x03\x04", "This is a zipped or office file, not an article."),
    (b"\x1f\x8b", "This is a compressed file, not an article."),
    (b"\x89PNG", "This is an image, not an article."),
    (b"\xff\xd8\xff", "This is an image, not an article."),
    (b"GIF8", "This is an image, not an article."),
)
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Unreadable(ValueError):
    """An article cannot be read. `str()` is one sentence for people, saying why."""


def decode(data: bytes) -> str:
    """Read text: UTF-8, UTF-16 with its mark, or else Windows-1252, the usual mistake in our five languages.

    Raises `Unreadable` for what is not text.
    """
    for start, refusal in _NOT_TEXT:
        if data.startswith(start):
            raise Unreadable(refusal)
    text = _characters(data)
    if _CONTROL.search(text):
        raise Unreadable("This is binary data, not an article.")
    return text


def _characters(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
