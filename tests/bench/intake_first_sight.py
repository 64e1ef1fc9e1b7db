"""Every passage as if the Intake read it at first sight.

The rules were mended on some of these passages, and whoever weighs them by what they say of those believes them too
much. So each text is read without the wordings that match in fewer than two other passages.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from feeds.intake.by_sentences import told_by_sentences
from feeds.intake.parsed import Parsed, parse
from feeds.intake.scoring import Fact
from feeds.intake.shown import Told
from tests.bench.intake_passages import passages

TOLD: Final = Path("tests/intake/told")
SHORT: Final = "told"
COUNTS: Final = 12  # how much one of the short texts counts
ELSEWHERE: Final = 2  # passages in which a wording must match besides the text that is read


def at_first_sight() -> Iterator[tuple[str, Parsed, Told, frozenset[Fact]]]:
    """Yield the set, the text taken apart, what is told and the facts of every passage and short text of `told`.

    Each of the short ones stands for a rule of the house, and comes as often as it counts.
    """
    texts = {(folder, name): (parsed, facts) for folder, name, parsed, facts in _read()}
    matched = defaultdict(set)
    for text, (parsed, _) in texts.items():
        for statement in parsed.statements if text[0] != SHORT else ():
            matched[parsed.words.language, statement.rule, statement.wording].add(text)
    for text, (parsed, facts) in texts.items():
        general = [
            statement
            for statement in parsed.statements
            if len(matched[parsed.words.language, statement.rule, statement.wording] - {text}) >= ELSEWHERE
        ]
        told = told_by_sentences(replace(parsed, statements=general))
        yield from [(text[0], parsed, told, facts)] * (COUNTS if text[0] == SHORT else 1)


def _read() -> Iterator[tuple[str, str, Parsed, frozenset[Fact]]]:
    today = datetime.now(UTC).date()
    for each in passages():
        yield each.folder, each.name, parse(each.data, source=each.name, today=today), each.facts
    for name, text, facts in _short():
        yield SHORT, name, parse(text.encode(), source=name, today=today), facts


def _short() -> Iterator[tuple[str, str, frozenset[Fact]]]:
    """Yield a name, the text and its facts for each line of `told`."""
    lines = [(TOLD / f"{name}.tsv").read_text(encoding="utf-8") for name in ("by_shape", "missed")]
    for number, line in enumerate("".join(lines).splitlines()):
        said, text = line.split("\t")
        facts = [fact.split(" ") for fact in said.split("; ")]
        yield f"shape {number}", text, frozenset(_fact(*fact) for fact in facts if len(fact) > 1)
    all_of_one = {
        "moved": frozenset({_fact("renamed", "coco.fr", "coco.gg")}),
        "ended": frozenset({_fact("closed", "coco.gg")}),
        "nothing": frozenset[Fact](),
        "imitated": frozenset({_fact("seized", "coco.gg")}),
    }
    for kind, happened in all_of_one.items():
        for number, text in enumerate((TOLD / f"{kind}.txt").read_text(encoding="utf-8").splitlines()):
            yield f"{kind} {number}", text, happened


def _fact(event: str, old: str, new: str = "") -> Fact:
    return ("closed" if event == "seized" else event), old, new
