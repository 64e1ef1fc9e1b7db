"""The files of a Release, as bytes. Pure.

`said` are the three files that carry what the registry says: a Release is new when one of them changed. Everything else
is drawn from them.
"""

from feeds.release import json_files, names_file
from feeds.release.snapshot import Edition, Snapshot


def said(snapshot: Snapshot) -> dict[str, bytes]:
    """The `names`, `sites` and `helplines` files. Raises `BadFeedFile`."""
    return {
        "names": names_file.encode(snapshot.names),
        "sites": json_files.encode("sites", snapshot.sites),
        "helplines": json_files.encode("helplines", snapshot.helplines),
    }


def drawn(snapshot: Snapshot, edition: Edition) -> dict[str, bytes]:
    """The files that say the same in another form, by name."""
    return {}
