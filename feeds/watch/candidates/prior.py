"""The prior: how names changed in renames that were seen, as patterns. It holds no site's name.

Learned by `feeds.watch.candidates.learning`, kept as a small JSON file with its provenance.
"""

from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from feeds.watch.candidates.endings import Ranked, after, popularity
from feeds.watch.candidates.parts import Shares, class_of, members

PRIOR_FILE: Final = Path(__file__).with_name("prior.json")
_ENDINGS_KEPT: Final = 8


class BadPrior(ValueError):
    """A file holds no prior. `str()` is one sentence for people."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Provenance(_Value):
    """Where a prior comes from. `digest` is SHA-256 of the table, in hexadecimal; `learned` a day."""

    learned: str
    source: str
    note: str
    digest: str
    renames: int
    sites: int


class Affixes(_Value):
    """What renames do at one end of a label.

    `dropped`: how likely a part goes, for labels that have it there. `added`: how likely a part is put there. Those of
    `other_dropped` and `other_added` are classes (`feeds.watch.candidates.parts`) of what was seen at one site alone.
    """

    dropped: Shares
    added: Shares
    other_dropped: Shares
    other_added: Shares
    lifts: dict[str, Shares]
    """By the class of what goes: how many times likelier than else each class of what comes is."""

    @cached_property
    def additions(self) -> dict[str, list[tuple[str, float]]]:
        """By the class of the part that goes: every part that may be added, likeliest first."""
        found = dict(self.added)
        for kind, share in self.other_added.items():
            for part in members(kind):
                found[part] = found.get(part, 0.0) + share / len(members(kind))
        return {
            gone: sorted(
                ((part, share * lifts.get(class_of(part), 1.0)) for part, share in found.items()),
                key=lambda addition: (-addition[1], addition[0]),
            )
            for gone, lifts in self.lifts.items()
        }


class Prior(_Value):
    """Everything that was learned."""

    provenance: Provenance
    rules: dict[str, Shares]
    """By the shape of the old label: how likely each rule is."""
    steps: dict[int, float]
    """How far a counter moves."""
    edits: Shares
    head: Affixes
    tail: Affixes
    kept: Shares
    """By rule: how likely the ending stays."""
    endings: Shares
    """Weight of each ending that a label went to under the same label."""
    endings_moved: Shares
    """The same where the label changed too."""
    moves: dict[str, Shares]
    """By the old ending: the weight of each new one."""
    returned: float
    """How likely a site with former names takes one of them again."""
    former_label: float
    """How likely it takes the label of one again, with another ending."""

    @cached_property
    def popular(self) -> Shares:
        """The share of every public suffix, where the label stays."""
        return popularity(self.endings)

    @cached_property
    def popular_moved(self) -> Shares:
        """The same, where the label changes."""
        return popularity(self.endings_moved)

    @cached_property
    def after(self) -> Callable[[str], tuple[Ranked, Ranked]]:
        """By the ending that a site leaves: every other one, likeliest first, where the label stays and where not.

        It sorts all there are, and keeps those of the endings that it was asked for lately.
        """
        return lru_cache(maxsize=_ENDINGS_KEPT)(self._after)

    def _after(self, old: str) -> tuple[Ranked, Ranked]:
        moves = self.moves.get(old, {})
        return after(old, moves, self.popular), after(old, moves, self.popular_moved)


def load(data: bytes) -> Prior:
    """Read a prior. Raises `BadPrior`."""
    try:
        return Prior.model_validate_json(data)
    except ValidationError as failure:
        first = failure.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadPrior(f"This is no prior: {place or 'the file'}: {first['msg']}.") from None


def dump(prior: Prior) -> bytes:
    """A prior as bytes that `load` reads, the same for the same prior."""
    return (prior.model_dump_json(indent=1) + "\n").encode()


@cache
def shipped() -> Prior:
    """The prior that comes with Vigie."""
    return load(PRIOR_FILE.read_bytes())
