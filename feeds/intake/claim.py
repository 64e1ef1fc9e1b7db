"""The `Claim` value: one thing an article says of a name."""

from dataclasses import dataclass
from typing import Literal

Event = Literal["renamed", "closed", "seized", "clone", "mention"]


@dataclass(frozen=True, slots=True)
class Claim:
    """An article says that `event` happened to `old`.

    Names are A-label strings, registrable domains unless the text names a host; `new` is None but for `renamed` and
    `clone` (there `old` is the site that was copied). `date` is `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or None. `quote` is
    `text[start:end]` of the reading. `confidence` is 0 to 1; `why` names the rule, the words it matched and every
    inference.
    """

    event: Event
    old: str
    new: str | None
    date: str | None
    quote: str
    start: int
    end: int
    confidence: float
    why: tuple[str, ...]
