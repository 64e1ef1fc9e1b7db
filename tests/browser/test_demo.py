"""`make demo`, on a machine without a screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.demo import PICTURE, ROOT, has_screen

pytestmark = pytest.mark.browser


def run_demo(extension: Path) -> subprocess.CompletedProcess[str]:
    """Run the demo as make does, with nothing that shows a window."""
    environment = {name: value for name, value in os.environ.items() if not has_screen({name: value})}
    command = [sys.executable, "-m", "tests.browser.demo", str(extension)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_without_a_screen_a_picture_of_the_warning_is_kept(extension: Path) -> None:
    PICTURE.unlink(missing_ok=True)
    done = run_demo(extension)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip().endswith(str(PICTURE))
    assert PICTURE.stat().st_size > 20_000


def test_a_missing_extension_is_said_in_one_sentence(tmp_path: Path) -> None:
    done = run_demo(tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"There is no extension in {tmp_path}; `make extension` builds it.\n"
