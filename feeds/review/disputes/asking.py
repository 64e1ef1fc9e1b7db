"""What somebody asks when they open a Dispute, as validated input. Pure."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from feeds import hostnames
from feeds.hostnames import Hostname
from feeds.hostnames.hostname import LONGEST_TEXT
from feeds.review.disputes.states import Wish
from feeds.review.disputes.words import PlainText


def _hostname(text: str) -> str:
    return hostnames.parse(text).ascii


class Asked(BaseModel):
    """A name, what is asked about it, and why; nothing else is taken.

    An address in the web is cut to its host, in A-labels. A text that is no host name is refused, with why.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[
        str,
        Field(
            max_length=LONGEST_TEXT,
            examples=["coco.gg"],
            description="A listed name, or an address under one.",
            json_schema_extra={"format": "hostname-or-address"},
        ),
        AfterValidator(_hostname),
    ]
    asks: Wish
    words: Annotated[
        PlainText,
        Field(description="What is wrong, or the reply as it is to be shown. Private until a reply is published."),
    ]
    language: Annotated[
        str, Field(pattern=r"^[a-z]{2}$", examples=["fr"], description="Of the words, as in ISO 639-1.")
    ]
    address: Annotated[
        Annotated[
            str,
            StringConstraints(
                strip_whitespace=True, max_length=254, pattern=r"^([^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+)?$"
            ),
        ]
        | None,
        Field(description="An e-mail address to write back to, if there is to be one. It is erased."),
        AfterValidator(lambda text: text or None),
    ] = None

    @property
    def hostname(self) -> Hostname:
        """What the Dispute is about, as a host name."""
        return hostnames.parse(self.name)
