"""A policy, laid down as an administrator does it, and taken away again."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.browser.driving import BrowserName

CHROMIUM: Final = Path("/etc/chromium/policies/managed")
FIREFOX: Final = "vigie@vigie.example"


@contextmanager
def laid_down(browser: BrowserName, values: Mapping[str, object], *, extensions: Path, profile: Path) -> Iterator[None]:
    """Lay a policy down for the extension in `extensions`; skips the test where this user may not."""
    if browser == "firefox":
        _write_for_firefox(values, profile)
        yield
        return
    if not _may_write(CHROMIUM):
        pytest.skip(f"Chromium reads policies from {CHROMIUM} alone, where this user may not write.")
    made = [folder for folder in (CHROMIUM, *CHROMIUM.parents) if not folder.exists()]
    CHROMIUM.mkdir(parents=True, exist_ok=True)
    file = CHROMIUM / f"vigie-test-{os.getpid()}.json"
    identity = _identity(extensions / "chrome")
    try:
        file.write_text(json.dumps({"3rdparty": {"extensions": {identity: values}}}))
        yield
    finally:
        file.unlink(missing_ok=True)
        for folder in made:
            if not any(folder.iterdir()):
                folder.rmdir()


def _write_for_firefox(values: Mapping[str, object], home: Path) -> None:
    """As `docs/schools.md` has it for one account; the driver gives Firefox its profile for a home."""
    folder = home / ".mozilla" / "managed-storage"
    folder.mkdir(parents=True)
    described = {"name": FIREFOX, "description": "A school's policy", "type": "storage", "data": values}
    (folder / f"{FIREFOX}.json").write_text(json.dumps(described))


def _may_write(folder: Path) -> bool:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return os.access(there, os.W_OK)


def _identity(extension: Path) -> str:
    """Chromium's name for an unpacked extension: the digest of its path, in letters from a on."""
    digest = hashlib.sha256(str(extension.resolve()).encode()).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
