"""The values that drafting gives: a `Draft`, the `Remark`s about it, and a `NewSite` that a person adds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from feeds.review import operations as op
from feeds.review.evidence.passages import SourceText


class About(StrEnum):
    """What a remark is about. The Desk has a text of its own for each."""

    KNOWN_TEXT = "known_text"
    OPEN_PROPOSAL = "open_proposal"
    UNLISTED_RENAME = "unlisted_rename"
    UNLISTED_CLOSURE = "unlisted_closure"
    UNLISTED_CLONE = "unlisted_clone"
    TWO_SITES = "two_sites"
    TAKEN_FOR = "taken_for"
    TWO_DATES = "two_dates"
    NO_ADDRESS = "no_address"
    NOT_LISTABLE = "not_listable"


UNLISTED: Final = frozenset({About.UNLISTED_RENAME, About.UNLISTED_CLOSURE, About.UNLISTED_CLONE})
"""What becomes a Site only when a person says so."""

_SENTENCES: Final = {
    About.KNOWN_TEXT: "This very text is in the registry already.",
    About.OPEN_PROPOSAL: "Proposal {proposal}, which is open, says so already: {title}.",
    About.UNLISTED_RENAME: "Neither {old} nor {new} is listed: list the site first.",
    About.UNLISTED_CLOSURE: "{name} is said to be {event}, and is not listed.",
    About.UNLISTED_CLONE: "{name} is said to follow {old}: list it as a site of its own first.",
    About.TWO_SITES: "{old} and {new} are listed as two sites: {one}, {other}.",
    About.TAKEN_FOR: "{name} is taken for an address of {site}, because it is called so; no source ties them.",
    About.TWO_DATES: "Of {name} the registry says {known}, and this text {said}: nothing is changed there.",
    About.NO_ADDRESS: "The text names {brand} and none of its addresses. Listed are: {names}.",
    About.NOT_LISTABLE: "{name} is not proposed: people find help there, or too many visit it for a find.",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about a draft, as a kind and what it is about; `str()` is it in English."""

    about: About
    said: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return _SENTENCES[self.about].format(**self.said)


@dataclass(slots=True)
class Draft:
    """What to propose. Without operations there is nothing to hand in.

    `read` is the text behind the operations, with the places of its quotes, which is kept when they are handed in.
    `left` says what was not proposed, `notes` what a reviewer should look at in what was. `open` is an open Proposal
    that says the same. `news` is whether anything is new but the source.
    """

    title: str
    reason: str
    operations: list[op.Operation] = field(default_factory=list)
    left: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    open: int | None = None
    news: bool = False
    read: SourceText | None = None


class NewSite(BaseModel):
    """A Site that a person lists because of what they read, beginning with one of the names that the text gives it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    hostname: op.HostnameText
    name: Annotated[str, Field(min_length=1, max_length=80, description="What people call the site.")]
    category: op.CategoryId
    signal: op.SignalId
    quote: Annotated[op.Passage, Field(description="The sentence of the text that shows the risk, word for word.")]
