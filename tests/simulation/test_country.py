"""What docs/country.md says is what the simulation says, which runs the extension's own pacing."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_holds_the_tables_and_the_pictures_that_the_simulation_gives(tmp_path: Path) -> None:
    command = ["node", str(ROOT / "tests" / "simulation" / "report.mjs"), str(tmp_path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    load, pacings = said.strip().split("\n\n")
    page = (ROOT / "docs" / "country.md").read_text(encoding="utf-8")
    assert load in page
    assert pacings in page
    for picture in tmp_path.iterdir():
        assert picture.read_text() == (ROOT / "docs" / "pictures" / picture.name).read_text()
    assert len(list(tmp_path.iterdir())) == 2
