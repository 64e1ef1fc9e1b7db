"""The head of the Journal in each Release: whoever kept one can tell that what came before was not rewritten."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tuf.api.metadata import Targets

from feeds.release.folder import FeedFolder
from feeds.review.seals import Head, Seal


def written(head: Head) -> dict[str, Any]:
    """A head as it stands in the targets metadata: `{"journal": {"sequence": 12, "digest": "…"}}`."""
    return {"journal": asdict(head)}


def seals(folder: FeedFolder) -> Iterator[Seal]:
    """The seals of the Releases that are kept, oldest first. Raises `FolderUnusable`.

    One that was made before there were seals has none.
    """
    found = (_seal(serial, folder.targets(serial)) for serial in folder.serials())
    return (seal for seal in found if seal is not None)


def newest(folder: FeedFolder) -> Seal | None:
    """The seal of the Release that is out; None where there is neither. Raises `FolderUnusable`."""
    out = folder.out()
    return _seal(out.serial, out.targets) if out else None


def _seal(serial: int, targets: Targets) -> Seal | None:
    said = targets.targets["names"].custom.get("journal")
    return Seal(serial, Head(said["sequence"], said["digest"])) if said is not None else None
