"""A Release with a name of every kind that can be listed, and texts that are awkward to write."""

from datetime import UTC, datetime
from typing import Any, Final

from feeds.registry.words import Stance, Status
from feeds.release import contents, names_file
from feeds.release.exports.changes_atom import Before
from feeds.release.snapshot import Edition, ListedName, Snapshot
from tests.release.feeds_for_tests import listed

HOMEPAGE: Final = "https://vigie.example/"
EDITION: Final = Edition(7, datetime(2026, 11, 21, 18, 0, tzinfo=UTC), 10, HOMEPAGE)
AWKWARD: Final = '=HYPERLINK("https://x.example", "a & b") <b>'

LONGEST_LABEL: Final = "x" * 63 + ".example.com"
LONGEST_NAME: Final = ".".join(["a" * 63, "b" * 63, "c" * 63, "d" * 57, "com"])  # 253 characters
OPEN: Final = [
    listed("bounty.chat"),
    listed("chat.ado.fr"),
    listed("xn--caf-dma.fr", Status.PARKED),
    listed("www.yes-no.co.uk", Status.REDIRECTING),
    listed("1and2.com", Status.UNKNOWN),
    listed(LONGEST_LABEL, Status.UNREACHABLE),
    listed(LONGEST_NAME),
]
LEFT_OUT: Final = [
    listed("coco.fr", Status.CLOSED),
    listed("coco.gg", Status.CLOSED_BY_AUTHORITY),
    listed("old.example.com", stance=Stance.INFORM),
]
BLOCKED: Final = sorted(line.name for line in OPEN)


def snapshot(names: list[ListedName] | None = None) -> Snapshot:
    """What the Release says: one site that has the names that warn, and one that has those that inform."""
    lines = [*OPEN, *LEFT_OUT] if names is None else names
    return Snapshot(
        names=lines,
        sites={
            "format": "vigie-sites/1",
            "licence": "CC-BY-4.0",
            "categories": {"anonymous-chat": {"en": "Anonymous chat", "fr": "Tchat anonyme"}},
            "signals": {},
            "evidence": {},
            "sites": [_site(stance, told) for stance in Stance if (told := [x for x in lines if x.stance is stance])],
        },
        helplines={"format": "vigie-helplines/1", "licence": "CC-BY-4.0", "helplines": []},
    )


def drawn(values: Snapshot | None = None, edition: Edition = EDITION) -> dict[str, bytes]:
    """The exports of the first Release that says this, by their names; of the sample, unless told otherwise."""
    said = contents.of(snapshot() if values is None else values)
    return dict(contents.drawn(said, edition, Before([], names_file.listed(said.rows), b"")))


def _site(stance: Stance, names: list[ListedName]) -> dict[str, Any]:
    return {
        "slug": f"site-{stance}",
        "name": AWKWARD,
        "also_known_as": [],
        "category": "anonymous-chat",
        "status": "active",
        "status_as_of": None,
        "stance": stance,
        "names": [
            {"name": line.name, "status": line.status, "from": "2003", "to": None, "evidence": []} for line in names
        ],
        "links": [],
        "signals": [],
        "events": [],
    }
