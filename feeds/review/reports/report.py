"""What a family sends, as validated input. Pure."""

import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from feeds import hostnames
from feeds.hostnames import Hostname
from feeds.hostnames.hostname import LONGEST_TEXT
from feeds.review.reports.tables import ReportKind

MOST_WORDS: Final = 1000  # characters; the extension's own limit
_BREAKS: Final = "\n\r\t"


def _listable(text: str) -> str:
    return hostnames.parse(text).ascii


def _plain(text: str) -> str | None:
    if any(unicodedata.category(letter) == "Cc" and letter not in _BREAKS for letter in text):
        raise ValueError("there is a control character in the text.")
    return text or None


class Report(BaseModel):
    """A name, what about it, and what somebody wants to say; nothing else is taken.

    An address is cut to its host, in A-labels. A name that cannot be listed is refused, with why.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[
        str,
        Field(
            max_length=LONGEST_TEXT,
            examples=["coco.gg"],
            description="A host name, or an address.",
            json_schema_extra={"format": "hostname-or-address"},
        ),
        AfterValidator(_listable),
    ]
    kind: ReportKind
    words: Annotated[
        Annotated[
            str,
            StringConstraints(strip_whitespace=True, max_length=MOST_WORDS),
            Field(json_schema_extra={"pattern": r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"}),
            AfterValidator(_plain),
        ]
        | None,
        Field(description="What curators should know. Nobody else reads it; it is erased."),
    ] = None

    @property
    def hostname(self) -> Hostname:
        """What was reported, as a host name."""
        return hostnames.parse(self.name)
