"""The head of the Journal in each Release: whoever kept one can tell that what came before was not rewritten."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from feeds.release.folder import FeedFolder
from feeds.review.seals import Head, Seal

_TARGETS: Final = re.compile(r"([0-9]+)\.targets\.json")


def written(head: Head) -> dict[str, Any]:
    """A head as it stands in the targets metadata: `{"journal": {"sequence": 12, "digest": "…"}}`."""
    return {"journal": asdict(head)}


def seals(folder: FeedFolder) -> Iterator[Seal]:
    """The seals of the Releases that are kept, oldest first. Raises `FolderUnusable`.

    One that was made before there were seals has none.
    """
    found = (_TARGETS.fullmatch(path.name) for path in folder.path.glob("*.targets.json"))
    for serial in sorted(int(name[1]) for name in found if name):
        said = folder.targets(serial).targets["names"].custom.get("journal")
        if said is not None:
            yield Seal(serial, Head(said["sequence"], said["digest"]))
