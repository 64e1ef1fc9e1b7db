"""What outsiders write, as plain text. Pure."""

import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

MOST: Final = 1000
"""Characters of a text, as many as the feed carries of a reply."""
_BREAKS: Final = frozenset("\n\t")
# What turns the direction of the text around it, so that a page would read otherwise than it is written.
_TURNS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _with_plain_breaks(text: object) -> object:
    # Browsers send a line's end as two characters and count it as one.
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def _plain(text: str) -> str:
    for letter in text:
        if letter in _TURNS or (unicodedata.category(letter) in ("Cc", "Cs") and letter not in _BREAKS):
            raise ValueError(f"the character U+{ord(letter):04X} cannot be shown; please leave it out.")
    return text


_REFUSED: Final = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f" + "".join(
    f"\\u{ord(letter):04x}" for letter in sorted(_TURNS)
)
_DESCRIBED: Final = {"pattern": rf"^[^{_REFUSED}]*[^{_REFUSED}\s][^{_REFUSED}]*$"}  # to whoever reads the description
PlainText = Annotated[
    str,
    Field(json_schema_extra=_DESCRIBED),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST),
    BeforeValidator(_with_plain_breaks),  # after the constraints here: it runs before them, and they together
    AfterValidator(_plain),
]
"""1 to 1,000 characters, without what no page can show as it is written."""
