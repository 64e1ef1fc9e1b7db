"""From Observations to a Verdict. Pure: the policy is here and in `SIGNS`; nothing is decided, a person reads it.

- A rename needs one strong piece, or two medium ones of different families; and one of them must be a sign that the
  same people hold both names.
- Without such a sign, a page that looks like the old one, or says that it is, is a clone.
- A banner is no seizure, and a block page says where we looked from.
"""

from collections.abc import Sequence
from datetime import timedelta
from math import prod
from typing import Final

from feeds.review.never_list import popular
from feeds.watch.observing.observation import Observation
from feeds.watch.verdicts import known
from feeds.watch.verdicts.control import signs_of_control
from feeds.watch.verdicts.evidence import Evidence, Strength, Verdict, Word, piece
from feeds.watch.verdicts.likeness import signs_of_likeness
from feeds.watch.verdicts.past import Past, is_at_home, past
from feeds.watch.verdicts.standing import Standing, standing

_ORDER: Final[tuple[Strength, ...]] = ("strong", "medium", "weak", "against")
_EMPTY: Final[dict[Standing, Word]] = {
    "parked": "parked",
    "seized": "seized",
    "blocked": "unreachable",
    "unreachable": "unreachable",
}
_CLONES: Final = frozenset({"new-claims", "same-text"})
_RECENT: Final = timedelta(days=180)
_COPIED: Final = frozenset({"same-icon", "same-title"})


def weigh(old: Sequence[Observation], new: Observation) -> Verdict:
    """Say what the new Name is to the old Site.

    `old` are the Observations of the old Name, the latest and any from before, in any order; a rename is best told
    from what the site was before it moved. Raises `ValueError` without any.
    """
    if not old:
        raise ValueError("Nothing was seen of the old name, so nothing can be compared with it.")
    before = past(old)
    stands, signs = standing(new)
    evidence = [*signs, *signs_of_control(before, new), *signs_of_likeness(before, new), *_objections(before, new)]
    verdict = _EMPTY.get(stands) or _of_a_site(evidence)
    return Verdict(verdict, _score(verdict, evidence), tuple(sorted(evidence, key=_rank)))


def _of_a_site(evidence: Sequence[Evidence]) -> Word:
    kinds = {each.sign for each in evidence}
    if kinds & {"popular", "leads-back"}:
        return "unrelated"
    counted = [each for each in evidence if not _means_nothing_here(each, kinds)]
    strong = [each for each in counted if each.strength == "strong"]
    medium = {each.family for each in counted if each.strength == "medium"}
    if (strong or len(medium) > 1) and any(each.control for each in counted):
        return "renamed"
    return "clone" if kinds & _CLONES or kinds >= _COPIED else "unrelated"


def _means_nothing_here(evidence: Evidence, kinds: set[str]) -> bool:
    """Whether a sign that ties two names is told better by another story."""
    if "recently-registered" in kinds and "similar-name" not in kinds:
        # Whoever caught a dropped name sends its visitors where they like. Sites that count up have new names, too.
        return evidence.family in ("redirect", "announcement")
    if "other-content" not in kinds:
        return False
    if "old-still-answers" in kinds:
        # One owner's two sites, both alive, share accounts, certificates and servers.
        return evidence.family in ("tracker", "certificate", "hosting")
    # A name on other servers, leading to another site under another name, was likely caught by a stranger.
    return "moved-servers" in kinds and "similar-name" not in kinds and evidence.family == "redirect"


def _objections(old: Past, new: Observation) -> list[Evidence]:
    found = [old.doubt] if old.doubt else []
    name = known.registrable(new.name)
    if name in popular():
        found.append(piece("popular", name=new.name))
    if new.wildcard:
        found.append(piece("wildcard", name=new.name))
    if new.status is not None and not is_at_home(new):
        back = known.registrable(new.chain[-1].url) == known.registrable(old.last.name)
        found.append(piece("leads-back" if back else "leads-elsewhere", name=new.name, to=new.chain[-1].url[:200]))
    registered = old.last.registration.registered if old.last.registration else None
    if not old.itself and registered and old.last.at - registered < _RECENT:
        found.append(piece("recently-registered", name=old.last.name, registered=registered.date().isoformat()))
    if old.itself and _servers(old.last) and not _servers(old.last) & _servers(old.itself[-1]):
        servers = ", ".join(sorted(_servers(old.last)))
        found.append(piece("moved-servers", name=old.last.name, servers=servers))
    if old.answers:
        found.append(piece("old-still-answers", name=old.last.name))
    return found


def _servers(seen: Observation) -> frozenset[str]:
    return known.registrables(seen.dns.ns)


def _score(verdict: Word, evidence: Sequence[Evidence]) -> float:
    """How much the evidence supports the verdict: each family's best piece counts once, as in a noisy or."""
    against = prod(1 - each.weight / 2 for each in evidence if each.strength == "against")
    support = 1 - prod(1 - weight for weight in _best(evidence).values())
    if verdict == "renamed":
        return round(0.5 + support * against / 2, 3)
    if verdict in ("clone", "seized"):
        return round(support, 3)
    if verdict == "unrelated":
        return round(1 - support, 3)
    return round(max(each.weight for each in evidence if each.strength == "against"), 3)


def _best(evidence: Sequence[Evidence]) -> dict[str, float]:
    best: dict[str, float] = {}
    for each in evidence:
        if each.strength != "against":
            best[each.family] = max(best.get(each.family, 0.0), each.weight)
    return best


def _rank(evidence: Evidence) -> tuple[int, float, str]:
    return _ORDER.index(evidence.strength), -evidence.weight, evidence.sign
