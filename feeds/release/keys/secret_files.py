"""Files for their owner alone, whole or not there."""

import os
import tempfile
from pathlib import Path


def write_secret(file: Path, content: bytes) -> None:
    """Write a file of mode 0600, in a folder that is made with mode 0700 when it is missing. Raises `OSError`.

    It has its mode from its first byte on, and its name only when it is whole and on the disk.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".writing-")  # mkstemp makes it 0600
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    flush_folder(file.parent)


def flush_folder(folder: Path) -> None:
    """Force a folder's names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
