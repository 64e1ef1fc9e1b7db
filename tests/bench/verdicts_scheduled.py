"""The whole Watch, with its schedule, in every world of the small internet: what it found of what each world expects.

Unlike a comparison of two names (`verdicts.py`), nobody tells the Watch the new name: it has to guess it, be led to
it, or stay silent. Only the old name is listed.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from api.database import Database
from feeds.watch.changes import OF_TWO_NAMES, FindingKind
from tests.internet.reading import read
from tests.internet.world import Expectation
from tests.watch.verdicts.told import worlds
from tests.watch.watching import watching

SILENT: Final = "nothing"
_COLUMNS: Final = (*(kind.value for kind in sorted(OF_TWO_NAMES)), SILENT)
_DAYS_AFTER: Final = 1  # a name that was closed for a day is looked at again


@dataclass(frozen=True, slots=True)
class Found:
    """What a world expects of two names, and what the Watch found of them."""

    world: str
    expectation: Expectation
    found: str


def run() -> list[dict[str, str | int | float]]:
    """A row for each right word of two names; the columns are what was found, on that day or before.

    A name that was seized or parked after its site moved there was found as a rename, while it was one.
    """
    found = [each for chosen in ("calibration", "held") for file in worlds(chosen) for each in watched(file)]
    words = sorted({each.expectation.verdict[0] for each in found})
    return [_row(word, [each for each in found if each.expectation.verdict[0] == word]) for word in words]


def watched(file: Path) -> list[Found]:
    """Play a world with the Watch in it, once for each of its expectations."""
    return [_watched(file, expectation) for expectation in read(file).expect]


def _watched(file: Path, expectation: Expectation) -> Found:
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'vigie.db'}")
        try:
            database.migrate()
            with watching(file, Path(folder), database) as watch:
                watch.lists(expectation.old)
                watch.on(*expectation.history, expectation.day, expectation.day + _DAYS_AFTER)
                seen = watch.findings()
        finally:
            database.close()
    of_two = {new: kind for kind, old, new in seen if old == expectation.old and FindingKind(kind) in OF_TWO_NAMES}
    return Found(file.stem, expectation, of_two.get(expectation.new, SILENT))


def _row(word: str, found: list[Found]) -> dict[str, str | int | float]:
    said = Counter(each.found for each in found)
    return {"right is": word, **{column: said[column] for column in _COLUMNS}}
