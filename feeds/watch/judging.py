"""What the looks at one Name come to: how it stands, when the registry says otherwise, with the evidence. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from feeds.registry.words import Status
from feeds.watch.changes import FindingKind, Look, Showed, change, streak
from feeds.watch.observing.observation import Observation
from feeds.watch.verdicts import Evidence, Verdict, weigh
from feeds.watch.verdicts.evidence import Word, piece
from feeds.watch.verdicts.known import registrable
from feeds.watch.verdicts.past import past
from feeds.watch.verdicts.standing import standing

_ITSELF = frozenset({"same-tracker", "same-text", "same-tags", "same-icon", "same-title"})
_WORD: dict[FindingKind, Word] = {
    FindingKind.ACTIVE: "renamed",
    FindingKind.REDIRECTING: "renamed",
    FindingKind.CLOSED: "unrelated",
    FindingKind.SEIZED: "seized",
    FindingKind.PARKED: "parked",
    FindingKind.UNREACHABLE: "unreachable",
}
"""What a Verdict calls it: a Name that shows its own site is `renamed`, one with a stranger's `unrelated`."""


@dataclass(frozen=True, slots=True)
class Change:
    """A Name stands otherwise than the registry says."""

    kind: FindingKind
    verdict: Verdict


def judge(status: Status, history: Sequence[Observation], looks: Sequence[Look], own: Collection[str]) -> Change | None:
    """Say how a Name stands, when that is sure and news.

    `history` is oldest first, its last the look of today; `looks` are the newest first, that one too. `own` are the
    Site's other Names.
    """
    lately = streak(looks)
    if lately is None:
        return None
    now, end = history[-1], _end(history[-1])
    known = _evidence_of_itself(history) if lately.showed is Showed.SITE else ()
    stranger = lately.showed is Showed.SITE and _is_a_stranger(history, known)
    kind = change(status, lately, is_stranger=stranger, leads_to_own=end in own)
    if kind is None:
        return None
    if kind is FindingKind.REDIRECTING:
        known = (piece("redirect", old=now.name, new=end or "", day=now.at.date().isoformat(), through=""),)
    evidence = (*known, *standing(now)[1], *_doubt(history, lately.showed))
    return Change(kind, Verdict(_WORD[kind], _score(evidence), evidence))


def _evidence_of_itself(history: Sequence[Observation]) -> tuple[Evidence, ...]:
    """What of today's page was there when the Site was."""
    if len(history) < 2:
        return ()
    return tuple(each for each in weigh(history[:-1], history[-1]).evidence if each.sign in _ITSELF)


def _is_a_stranger(history: Sequence[Observation], known: Collection[Evidence]) -> bool:
    """Whether the name changed hands, and what stands there now has nothing of what stood there."""
    before = past(history)
    return before.doubt is not None and bool(before.itself) and not known


def _doubt(history: Sequence[Observation], showed: Showed) -> tuple[Evidence, ...]:
    doubt = past(history).doubt
    return (doubt,) if doubt and showed is Showed.SITE else ()


def _end(seen: Observation) -> str | None:
    return registrable(seen.chain[-1].url) if seen.chain else None


def _score(evidence: Sequence[Evidence]) -> float:
    return round(max((each.weight for each in evidence), default=0.0), 3)
