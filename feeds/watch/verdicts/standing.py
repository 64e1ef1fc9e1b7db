"""What one Observation shows by itself: a site, or one of the things that stand where a site was. Pure."""

from collections.abc import Iterator
from typing import Final, Literal

from feeds.watch.observing.observation import Mark, Observation
from feeds.watch.verdicts import known
from feeds.watch.verdicts.evidence import Evidence, piece

Standing = Literal["site", "parked", "seized", "blocked", "unreachable"]

_SHORT: Final = {"seizure": 400, "parking": 300, "block": 400, "placeholder": 150}
"""Words of a page with such a mark; a longer page is one that speaks of it."""
_NOT_FOUND: Final = 400  # the first status that says that no page is there
_REGISTRY_LOCKS: Final = (
    "server hold",
    "server transfer prohibited",
    "server update prohibited",
    "server delete prohibited",
)
_FEWEST_LOCKS: Final = 2  # set at once by a registry, not by a registrar


def standing(seen: Observation) -> tuple[Standing, tuple[Evidence, ...]]:
    """Say what was there, and by what that is known. A banner alone makes nothing seized."""
    signs = tuple(_signs(seen))
    kinds = {sign.sign for sign in signs}
    if "new-says-seized" in kinds and kinds & {"seizure-name-servers", "seizure-locks"}:
        return "seized", signs
    for sign, word in _WORDS:
        if sign in kinds:
            return word, signs
    return "site", signs


_WORDS: Final[tuple[tuple[str, Standing], ...]] = (
    ("unanswered", "unreachable"),
    ("blocked-from-here", "blocked"),
    ("parked", "parked"),
    ("placeholder", "parked"),
)


def mark(seen: Observation, kind: str) -> Mark | None:
    """The words of a kind on a page that is short enough to be of that kind."""
    page = seen.page
    if page is None or page.words > _SHORT[kind]:
        return None
    return next((found for found in page.marks if found.kind == kind), None)


def _signs(seen: Observation) -> Iterator[Evidence]:
    if seen.status is None or seen.status >= _NOT_FOUND or seen.page is None:
        yield piece("unanswered", name=seen.name, how=_how(seen))
    if found := mark(seen, "seizure"):
        yield piece("new-says-seized", name=seen.name, quote=found.quote)
    if server := known.seizing(seen.dns):
        yield piece("seizure-name-servers", name=seen.name, server=server)
    locks = [lock for lock in seen.registration.locks if lock in _REGISTRY_LOCKS] if seen.registration else []
    if len(locks) >= _FEWEST_LOCKS:
        yield piece("seizure-locks", name=seen.name, locks=", ".join(locks))
    yield from _empty_signs(seen)


def _empty_signs(seen: Observation) -> Iterator[Evidence]:
    if found := mark(seen, "block"):
        yield piece("blocked-from-here", name=seen.name, quote=found.quote)
    words, service = mark(seen, "parking"), known.parking(seen.dns)
    if words or (service and (seen.page is None or seen.page.words <= _SHORT["parking"])):
        yield piece("parked", name=seen.name, by=service or (words.quote if words else ""))
    if found := mark(seen, "placeholder"):
        yield piece("placeholder", name=seen.name, quote=found.quote)


def _how(seen: Observation) -> str:
    return str(seen.status) if seen.status else seen.failure or seen.dns.rcode
