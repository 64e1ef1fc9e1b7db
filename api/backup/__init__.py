"""An installation in one file, and an installation out of it.

The file is a gzipped tar: `tables/NAME.jsonl`, `feed/…`, `keys/…` for the online keys, and `manifest.json` at its end.
It says nothing in the words of a database, so that what was kept by SQLite is restored to PostgreSQL as well.

Root keys are not in it: they belong to three people, and to no file on a service's machine.
"""

from api.backup.archive import BadBackup, Manifest
from api.backup.restoring import AlreadyThere, Restored, restore
from api.backup.taking import take

__all__ = ["AlreadyThere", "BadBackup", "Manifest", "Restored", "restore", "take"]
