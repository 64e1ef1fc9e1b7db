"""The files of a Release, as bytes. Pure.

`said` are the three files that carry what the registry says: a Release is new when one of them changed. Everything else
is drawn from them.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from feeds.release import exports, json_files, names_file
from feeds.release.exports import changes_atom
from feeds.release.exports.changes_atom import Before
from feeds.release.snapshot import Edition, Snapshot

SAID: Final = ("names", "sites", "helplines")
DRAWN: Final = frozenset(exports.MEDIA_TYPES)


def said(snapshot: Snapshot) -> dict[str, bytes]:
    """The `names`, `sites` and `helplines` files. Raises `BadFeedFile`."""
    files = {
        "names": names_file.encode(snapshot.names),
        "sites": json_files.encode("sites", snapshot.sites),
        "helplines": json_files.encode("helplines", snapshot.helplines),
    }
    check_agreement(snapshot)
    return files


def check_agreement(snapshot: Snapshot) -> None:
    """Hold the names against the dossiers. Raises `BadFeedFile` for a name of which no dossier says why."""
    told = {name["name"] for site in snapshot.sites["sites"] for name in site["names"]}
    if missing := {listed.name for listed in snapshot.names} - told:
        raise json_files.BadFeedFile(f"{min(missing)} is listed, and no dossier says why.")


def values(said: Mapping[str, bytes]) -> Snapshot:
    """What such files say. Raises `BadNamesFile`, `BadFeedFile`."""
    return Snapshot(
        names_file.decode(said["names"]),
        json_files.decode("sites", said["sites"]),
        json_files.decode("helplines", said["helplines"]),
    )


def drawn(snapshot: Snapshot, edition: Edition, before: Before) -> Iterator[tuple[str, bytes]]:
    """The files that say the same in another form, with their names, one at a time. `before` is the Release before."""
    for form in exports.FORMATS:
        yield form.FILE, form.write(snapshot, edition)
    yield changes_atom.FILE, changes_atom.write(edition, before)
