"""How one label became another, named by the simplest rule that explains it.

A label is what stands before the public suffix: `coco` of `coco.gg`. Pure.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

STEM: Final = 3  # what two labels share must be this long to be called their stem
COUNTER: Final = re.compile(r"[0-9]{1,5}(?![0-9])(?!.*[0-9])")  # the last number in a label


class Rule(StrEnum):
    """How a name changes. The value is what people and scripts are shown."""

    SAME = "other-ending"
    COUNTER = "counter"
    HYPHENS = "hyphens"
    SWAPPED = "parts-swapped"
    EDIT = "one-letter"
    TAIL = "end"
    HEAD = "beginning"
    ACROSS = "both-ends"
    OTHER = "another-name"
    FORMER = "former-name"


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was dropped at one end of a label, and what was put there."""

    dropped: str
    added: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A label became another by `rule`; only what that rule speaks of is set."""

    rule: Rule
    step: int = 0
    edit: str = ""
    head: Exchange | None = None
    tail: Exchange | None = None


def explain(old: str, new: str) -> Rewrite:
    """Name the simplest rule by which `old` becomes `new`."""
    if old == new:
        return Rewrite(Rule.SAME)
    if step := _step(old, new):
        return Rewrite(Rule.COUNTER, step=step)
    bare, other = old.replace("-", ""), new.replace("-", "")
    if bare == other:
        return Rewrite(Rule.HYPHENS)
    if len(bare) == len(other) and other in bare + bare:
        return Rewrite(Rule.SWAPPED)
    if edit := _edit(old, new):
        return Rewrite(Rule.EDIT, edit=edit)
    return _exchange(old, new)


def _step(old: str, new: str) -> int:
    was, now = COUNTER.search(old), COUNTER.search(new)
    if not was or not now or old[: was.start()] != new[: now.start()] or old[was.end() :] != new[now.end() :]:
        return 0
    return int(now[0]) - int(was[0])


def _edit(old: str, new: str) -> str:
    """One letter dropped, added or changed, with letters that stay on both sides of it."""
    before, after = _shared(old, new), _shared(old[::-1], new[::-1])
    longer, shorter = max(len(old), len(new)), min(len(old), len(new))
    if not before or not after or longer - shorter > 1:
        return ""
    if longer == shorter:
        return "changed" if before + after == longer - 1 else ""
    return ("dropped" if len(old) > len(new) else "added") if before + after >= shorter else ""


def _exchange(old: str, new: str) -> Rewrite:
    before, after = _shared(old, new), _shared(old[::-1], new[::-1])
    if before >= max(after, STEM):
        return Rewrite(Rule.TAIL, tail=_parts(old[before:], new[before:]))
    if after >= STEM:
        return Rewrite(Rule.HEAD, head=_parts(old[: len(old) - after], new[: len(new) - after]))
    start, end = _stem(old, new)
    if end - start < max(STEM, len(old) // 3):
        return Rewrite(Rule.OTHER)
    at = new.index(old[start:end])
    head = _parts(old[:start], new[:at])
    return Rewrite(Rule.ACROSS, head=head, tail=_parts(old[end:], new[at + end - start :]))


def _parts(dropped: str, added: str) -> Exchange:
    return Exchange(dropped.strip("-"), added.strip("-"))


def _stem(old: str, new: str) -> tuple[int, int]:
    """Where in `old` the longest part lies that `new` holds too."""
    parts = ((start, end) for start in range(len(old)) for end in range(start + 1, len(old) + 1))
    return max((part for part in parts if old[slice(*part)] in new), key=lambda part: part[1] - part[0], default=(0, 0))


def _shared(old: str, new: str) -> int:
    """How many leading letters two labels share."""
    return next((at for at, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), min(len(old), len(new)))
