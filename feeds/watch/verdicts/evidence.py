"""The pieces that a verdict is made of, and how much each kind of piece says. `SIGNS` is the policy. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

Family = Literal[
    "redirect",
    "announcement",
    "tracker",
    "certificate",
    "content",
    "icon",
    "claim",
    "hosting",
    "name",
    "ownership",
    "page",
]
Strength = Literal["strong", "medium", "weak", "against"]
Word = Literal["renamed", "clone", "unrelated", "parked", "seized", "unreachable"]


class Sign(NamedTuple):
    """One kind of evidence. `control`: only who holds the old name, its accounts or its servers can make it."""

    family: Family
    strength: Strength
    weight: float
    control: bool = False


SIGNS: Final[Mapping[str, Sign]] = {
    # What only the old site's people can do.
    "redirect": Sign("redirect", "strong", 0.9, control=True),
    "page-redirect": Sign("redirect", "strong", 0.9, control=True),
    "old-announces": Sign("announcement", "strong", 0.9, control=True),
    "old-names-new-as-itself": Sign("announcement", "strong", 0.8, control=True),
    "old-only-links": Sign("announcement", "strong", 0.7, control=True),
    "same-tracker": Sign("tracker", "strong", 0.8, control=True),
    "shared-certificate": Sign("certificate", "strong", 0.8, control=True),
    # What points the same way and proves nothing alone.
    "redirect-after-a-gap": Sign("redirect", "medium", 0.5, control=True),
    "redirect-through-others": Sign("redirect", "medium", 0.5, control=True),
    "old-links": Sign("announcement", "medium", 0.4, control=True),
    "same-address": Sign("hosting", "medium", 0.5, control=True),
    "same-own-servers": Sign("hosting", "medium", 0.5, control=True),
    # What anybody can copy or claim.
    "new-claims": Sign("claim", "medium", 0.4),
    "same-tags": Sign("content", "medium", 0.4),
    "same-text": Sign("content", "medium", 0.5),
    "same-icon": Sign("icon", "medium", 0.4),
    "same-theme": Sign("content", "weak", 0.15),
    "same-title": Sign("content", "weak", 0.15),
    "similar-name": Sign("name", "weak", 0.1),
    "same-name-servers": Sign("hosting", "weak", 0.1),
    # What is to be known beside it.
    "new-says-seized": Sign("page", "weak", 0.1),
    "seizure-name-servers": Sign("hosting", "medium", 0.5),
    "seizure-locks": Sign("ownership", "medium", 0.4),
    # What speaks against.
    "parked": Sign("page", "against", 0.9),
    "placeholder": Sign("page", "against", 0.8),
    "blocked-from-here": Sign("page", "against", 0.9),
    "unanswered": Sign("page", "against", 0.9),
    "popular": Sign("name", "against", 0.9),
    "leads-back": Sign("redirect", "against", 0.7),
    "leads-elsewhere": Sign("redirect", "against", 0.3),
    "wildcard": Sign("hosting", "against", 0.3),
    "shared-hosting": Sign("hosting", "against", 0.1),
    "crowded-certificate": Sign("certificate", "against", 0.1),
    "common-value": Sign("tracker", "against", 0.1),
    "re-registered": Sign("ownership", "against", 0.8),
    "abandoned": Sign("ownership", "against", 0.5),
    "recently-registered": Sign("ownership", "against", 0.4),
    "moved-servers": Sign("ownership", "against", 0.1),
    "other-trackers": Sign("tracker", "against", 0.3),
    "old-still-answers": Sign("page", "against", 0.3),
    "other-content": Sign("content", "against", 0.3),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: what kind, and the facts of this case by name, as texts. `wording.sentence` puts it in plain words."""

    sign: str
    facts: Mapping[str, str]

    @property
    def family(self) -> Family:
        """Pieces of one family tell the same thing twice."""
        return SIGNS[self.sign].family

    @property
    def strength(self) -> Strength:
        """How much it says alone."""
        return SIGNS[self.sign].strength

    @property
    def weight(self) -> float:
        """Its part in the score, 0 to 1."""
        return SIGNS[self.sign].weight

    @property
    def control(self) -> bool:
        """Whether only the same people could have made it."""
        return SIGNS[self.sign].control

    def as_json(self) -> dict[str, Any]:
        """The piece as JSON's types."""
        return {
            "sign": self.sign,
            "family": self.family,
            "strength": self.strength,
            "weight": self.weight,
            "facts": dict(self.facts),
        }


def piece(sign: str, **facts: str | float) -> Evidence:
    """Make a piece of evidence; numbers are kept with two digits."""
    return Evidence(sign, {key: fact if isinstance(fact, str) else f"{fact:.2f}" for key, fact in facts.items()})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence comes to. `score`, 0 to 1, is how much it supports `verdict`; a person decides.

    `evidence` has what speaks for a rename first, strongest first, then what speaks against.
    """

    verdict: Word
    score: float
    evidence: tuple[Evidence, ...]

    def as_json(self) -> dict[str, Any]:
        """The verdict as JSON's types."""
        return {
            "verdict": self.verdict,
            "score": self.score,
            "evidence": [evidence.as_json() for evidence in self.evidence],
        }
