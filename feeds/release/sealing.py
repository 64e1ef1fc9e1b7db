"""The head of the Journal in each Release: whoever kept one can tell that what came before was not rewritten."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from feeds.release.folder import FeedFolder
from feeds.review.seals import Head, Seal


def written(head: Head) -> dict[str, Any]:
    """A head as it stands in the targets metadata: `{"journal": {"sequence": 12, "digest": "…"}}`."""
    return {"journal": asdict(head)}


def seals(folder: FeedFolder) -> Iterator[Seal]:
    """The seals of the Releases that are kept, oldest first. Raises `FolderUnusable`.

    One that was made before there were seals has none.
    """
    for serial in folder.serials():
        said = folder.targets(serial).targets["names"].custom.get("journal")
        if said is not None:
            yield Seal(serial, Head(said["sequence"], said["digest"]))
