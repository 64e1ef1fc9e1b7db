"""Which deltas a Release carries: one from each earlier Release whose readers it can spare the whole names file.

The target `names.12.delta` leads from the names of the Release 12 to those of the Release that carries it. What it
leads to has the digest that is signed for `names`.
"""

import hashlib
from typing import Final

from feeds.release import delta, names_file
from feeds.release.folder import FeedFolder, FolderUnusable, target_path

REACH: Final = 32  # Releases back


def carried(folder: FeedFolder, serial: int, names: bytes) -> dict[str, bytes]:
    """The deltas that lead to these names, by the name of the target, for the Release `serial`.

    There is none from a Release that has the same names or is no longer whole in the folder, nor one as long as the
    names themselves: its readers take the whole file.
    """
    after = set(names_file.read_rows(names))
    made: dict[bytes, bytes] = {names: names}
    found = {}
    for earlier in range(max(1, serial - REACH), serial):
        before = _names_of(folder, earlier)
        if before is None:
            continue
        if before not in made:
            made[before] = delta.between(names_file.read_rows(before), after)
        if len(made[before]) < len(names):
            found[f"names.{earlier}.delta"] = made[before]
    return found


def _names_of(folder: FeedFolder, serial: int) -> bytes | None:
    """The names of an earlier Release, or None when they are not there as they were signed."""
    try:
        digest = folder.targets(serial).targets["names"].hashes["sha256"]
        names = folder.read(target_path("names", digest))
    except (FolderUnusable, KeyError):
        return None
    return names if hashlib.sha256(names).hexdigest() == digest else None
