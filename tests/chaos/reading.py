"""Reads a feed without end, as python-tuf does: python -m tests.chaos.reading ADDRESS ROOT

Each look is a line of JSON: the serial and the digests of what was read, or of which kind the refusal was.
"""

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tuf.api.exceptions import DownloadError, DownloadHTTPError, RepositoryError
from tuf.api.metadata import Metadata, Targets
from tuf.ngclient import Updater

from feeds.release import contents

PAUSE: Final = 0.2
"""Seconds between two looks: the processor is for the Releases too."""


def main(address: str, root: Path) -> None:
    """Look again and again, and keep what was seen, as a device does."""
    with tempfile.TemporaryDirectory() as kept:
        while True:
            print(json.dumps(_look(address, root.read_bytes(), Path(kept))), flush=True)
            time.sleep(PAUSE)


def _look(address: str, root: bytes, kept: Path) -> dict[str, object]:
    try:
        client = Updater(str(kept), address, str(kept), f"{address}/targets", bootstrap=root)
        client.refresh()
        digests = {name: _digest(client, name) for name in contents.SAID}
    except DownloadHTTPError as refusal:
        return {"refusal": "missing", "why": str(refusal)}
    except DownloadError as refusal:
        return {"refusal": "mismatch" if "length" in type(refusal).__name__.lower() else "network", "why": str(refusal)}
    except RepositoryError as refusal:
        return {"refusal": "mismatch", "why": f"{type(refusal).__name__}: {refusal}"}
    serial = Metadata[Targets].from_file(str(kept / "targets.json")).signed.version
    return {"serial": serial, **digests}


def _digest(client: Updater, name: str) -> str:
    info = client.get_targetinfo(name)
    assert info is not None
    return hashlib.sha256(Path(client.download_target(info)).read_bytes()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
