"""What a newcomer runs first: the story is told in its order, by the real Watch, and the Desk is photographed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

FOUND = ["coco.fr may be coco.gg now", "coco.gg was closed by an authority", "coco.fr shows no page any more"]
FOUND += ["coco01.gg may be a copy of coco.gg"]


def test_the_demonstration_tells_the_story_to_its_end(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.watch.demo", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert told.returncode == 0, told.stderr[-2000:]
    assert re.findall(r"┌─ (.*?)   ", told.stdout) == FOUND
    end = told.stdout.partition("The lineage, at the end")[2]
    assert re.findall(r"^ +(coco\S+)", end, re.MULTILINE) == ["coco.fr", "coco.gg", "coco01.gg"]
    assert "\x1b" not in told.stdout  # no colours where nobody sees them
    pictures = {path.name for path in tmp_path.iterdir()}
    assert pictures == {"finding-1.png", "finding-2.png", "finding-3.png", "finding-4.png", "site.png"}
