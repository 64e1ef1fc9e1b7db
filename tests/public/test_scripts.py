"""The scripts of the pages are typed, together with the extension's modules that they import."""

import subprocess
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
TSC: Final = ROOT / "extension" / "node_modules" / ".bin" / "tsc"


def test_the_pages_scripts_hold_their_types() -> None:
    run = subprocess.run([TSC, "-p", ROOT / "api"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "")


def test_the_reader_of_the_feed_is_the_extensions_own() -> None:
    copies = {path.name for path in (ROOT / "api" / "static").rglob("*.js")}
    assert copies.isdisjoint(path.name for path in (ROOT / "extension" / "src" / "feed").iterdir())
