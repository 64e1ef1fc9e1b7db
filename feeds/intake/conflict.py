"""What one text says in two ways that cannot both be: two dates of one thing, or a rename told in both directions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from feeds.intake.claim import Claim


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims of one text that contradict one another, side by side, in the order of the text.

    `about` is `date` (the same event of the same names on days that do not agree) or `direction` (A became B, and B
    became A, neither dated so that both can be).
    """

    about: Literal["date", "direction"]
    claims: tuple[Claim, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the object that `vigie intake --json` prints under `conflicts`."""
        keys = ("event", "old", "new", "date", "quote", "start", "end")
        return {"about": self.about, "claims": [{key: getattr(claim, key) for key in keys} for claim in self.claims]}


def conflicts_in(told: Iterable[Claim]) -> tuple[Conflict, ...]:
    """Return the conflicts among everything that a text tells, before repetitions are made one."""
    claims = sorted({claim for claim in told if claim.event != "mention"}, key=lambda claim: (claim.start, claim.end))
    return (*_of_dates(claims), *_of_directions(claims))


def _of_dates(claims: list[Claim]) -> Iterator[Conflict]:
    same: dict[tuple[str, str | None, bool], list[Claim]] = {}
    for claim in claims:
        if claim.date:
            same.setdefault((claim.old, claim.new, claim.event in ("closed", "seized")), []).append(claim)
    for group in same.values():
        each = _one_a_date(group)
        if any(not _agree(one, other) for one in each for other in each):
            yield Conflict("date", each)


def _one_a_date(group: list[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.date: claim for claim in reversed(group)}.values())[::-1]


def _agree(one: Claim, other: Claim) -> bool:
    """Say whether one date is the other, or part of it (`2024-06` and `2024-06-25`)."""
    short, long = sorted((one.date or "", other.date or ""), key=len)
    return long.startswith(short)


def _of_directions(claims: list[Claim]) -> Iterator[Conflict]:
    first: dict[tuple[str, str | None], Claim] = {}
    for claim in claims:
        if claim.event == "renamed":
            back = first.get((f"{claim.new}", claim.old))
            if (
                back
                and (claim.old, claim.new) not in first
                and (not (back.date and claim.date) or back.date == claim.date)
            ):
                yield Conflict("direction", (back, claim))
            first.setdefault((claim.old, claim.new), claim)
