"""What the lists for blockers have in common: which names are in them, and the shape of a text with a heading. Pure."""

from collections.abc import Iterable
from typing import Final

from feeds.registry.words import Stance, Status
from feeds.release.exports.heading import heading
from feeds.release.snapshot import Edition, ListedName

PLAIN_TEXT: Final = "text/plain; charset=utf-8"
CLOSED: Final = frozenset({Status.CLOSED, Status.CLOSED_BY_AUTHORITY})


def blocked(listed: Iterable[ListedName]) -> list[str]:
    """The names to block, in alphabetical order.

    A closed name is left out, since a seizure notice is no danger; so is one that only informs, since nothing recent
    is known of it. Whoever blocks cannot say why, as a warning can.
    """
    return sorted(line.name for line in listed if line.status not in CLOSED and line.stance is Stance.WARN)


def text(edition: Edition, names: int, *, comment: str, body: Iterable[str]) -> bytes:
    """A heading of comments and then the body, a line each."""
    scope = "open names only; closed ones, and those without a recent fact, are left out (names.csv has all)"
    head = (f"{comment} {line}" for line in heading(edition, names, scope))
    return "".join(f"{line}\n" for line in (*head, *body)).encode()
