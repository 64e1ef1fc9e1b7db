"""The passages that were read by hand: those with a file each (tests/intake/passages), and the abridged ones.

What is abridged in tests/intake/abridged was invented, and what is in tests/intake/real are real pages.

An abridged set has one file for each language. A block of it begins with `=== 01_fr`, then come the article's address,
`D 2021-11` (its date), the text, and a line for each fact: `G|old|new|event|date|surface|note`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from feeds.intake import scoring
from feeds.intake.scoring import Fact

PASSAGES: Final = Path("tests/intake/passages")
ABRIDGED: Final = Path("tests/intake/abridged")
REAL: Final = Path("tests/intake/real")
_HEAD: Final = "article\told_domain\tnew_domain\tevent"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its set and its name, and the facts that a careful reader takes from it."""

    folder: str
    name: str
    data: bytes
    facts: frozenset[Fact]
    seized: frozenset[str]  # the names that ended by an authority

    def of(self, event: str) -> set[tuple[str, str]]:
        """Return `(old, new)` of its facts of one event; `closed` is `seized` too."""
        return {(old, new) for told, old, new in self.facts if told == event}


def passages() -> Iterator[Passage]:
    """Yield every passage, set by set."""
    for table in sorted(PASSAGES.rglob("gold.tsv")):
        folder = table.parent.relative_to(PASSAGES).as_posix()
        rows = table.read_text(encoding="utf-8").splitlines()
        for file in sorted(table.parent.glob("*.txt")):
            told = [row for row in rows[1:] if row.startswith(f"{file.name}\t")]
            yield _passage(folder, file.name, file.read_bytes(), [rows[0], *told])
    for root in (ABRIDGED, REAL):
        for kept in sorted(each for each in root.iterdir() if each.is_dir()):
            yield from abridged(kept)


def abridged(folder: Path) -> Iterator[Passage]:
    """Yield the passages of one abridged set."""
    for file in sorted(folder.glob("*.txt")):
        for block in file.read_text(encoding="utf-8").split("=== ")[1:]:
            name, address, day, *rest = block.rstrip("\n").split("\n")
            rows = ["\t".join([name, *line.split("|")[1:4]]) for line in rest if line.startswith("G|")]
            text = "\n".join(line for line in rest if not line.startswith("G|"))
            head = f"{address}\n# abridged; source date: {day.removeprefix('D ')}\n\n"
            yield _passage(
                f"{folder.parent.name}/{folder.name}", f"{name}.txt", f"{head}{text}\n".encode(), [_HEAD, *rows]
            )


def _passage(folder: str, name: str, data: bytes, table: list[str]) -> Passage:
    """Make a passage of its rows of a gold table, the head of the table first."""
    seized = [table[0], *(row for row in table[1:] if "seized" in row.split("\t"))]
    return Passage(folder, name, data, frozenset(_facts(table)), frozenset(old for _, old, _ in _facts(seized)))


def _facts(table: list[str]) -> list[Fact]:
    return [row.fact for row in scoring.read_gold("\n".join(table)) if row.fact]
