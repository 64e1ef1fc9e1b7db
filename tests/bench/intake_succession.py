"""Fits the weights by which the Intake tells which name became which: feeds/intake/succession.toml.

    python -m tests.bench.intake_succession            how good they are, set by set
    python -m tests.bench.intake_succession --fit      and the weights, as the file holds them

The rules were mended on these passages, and whoever weighs them by what they say of them now believes them too much.
So each text is read as if at first sight: without the wordings that match in fewer than two other passages. A set is
judged by weights that were fitted on all the other sets.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from feeds.intake import evidence, scoring, succession
from feeds.intake.claims import told_by_sentences
from feeds.intake.evidence import Pair
from feeds.intake.parsed import Parsed, parse
from feeds.intake.shown import Move, Told

PASSAGES: Final = Path("tests/intake/passages")
TOLD: Final = Path("tests/intake/told")
SHORT: Final = "told"
ELSEWHERE: Final = 2  # passages in which a wording must match besides the text that is read
_RIDGE: Final = 3.0
_STEPS: Final = 60

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Text:
    """A passage as read at first sight: its set, the pairs of its names, what it spells, and its moves by the gold."""

    folder: str
    pairs: list[Pair]
    certain: set[Move]
    told: set[Move]
    gold: set[Move]


def main() -> None:
    """Print the table, and the weights where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="print the weights, fitted on all sets")
    arguments = parser.parse_args()
    texts = list(texts_of(PASSAGES, TOLD))
    print("\n".join(f"# {line}" for line in table_of(texts)))
    if arguments.fit:
        print("\n".join(file_of(fitted(texts))))


def texts_of(passages: Path, told: Path) -> Iterator[Text]:
    """Yield every passage of the folders that have a gold table, and the short texts of `told`."""
    texts = {(folder, name): (parsed, gold) for folder, name, parsed, gold in _read(passages, told)}
    matched = defaultdict(set)
    for text, (parsed, _) in texts.items():
        for statement in parsed.statements if text[0] != SHORT else ():
            matched[parsed.words.language, statement.rule, statement.wording].add(text)
    for text, (parsed, gold) in texts.items():
        general = [
            statement
            for statement in parsed.statements
            if len(matched[parsed.words.language, statement.rule, statement.wording] - {text}) >= ELSEWHERE
        ]
        yield _text(text[0], told_by_sentences(replace(parsed, statements=general)), gold)


def _read(passages: Path, told: Path) -> Iterator[tuple[str, str, Parsed, set[Move]]]:
    today = datetime.now(UTC).date()
    for table in sorted(passages.rglob("gold.tsv")):
        folder = table.parent.relative_to(passages).as_posix()
        gold: dict[str, set[Move]] = defaultdict(set)
        for row in scoring.read_gold(table.read_text(encoding="utf-8")):
            if row.fact and row.fact[0] == "renamed":
                gold[row.article].add((row.fact[1], row.fact[2]))
        for file in sorted(table.parent.glob("*.txt")):
            parsed = parse(file.read_bytes(), source=file.name, today=today)
            yield folder, file.name, parsed, gold[file.name]
    for name, text, moves in _short(told):
        yield SHORT, name, parse(text.encode(), source=name, today=today), moves


def _short(told: Path) -> Iterator[tuple[str, str, set[Move]]]:
    """Yield a name, the text and its moves for each line of `told`."""
    for number, line in enumerate((told / "by_shape.tsv").read_text(encoding="utf-8").splitlines()):
        said, text = line.split("\t")
        facts = [fact.split() for fact in said.split("; ")]
        yield f"shape {number}", text, {(fact[1], fact[2]) for fact in facts if fact[0] == "renamed"}
    for kind, moves in (("moved", {("coco.fr", "coco.gg")}), ("nothing", set()), ("imitated", set()), ("ended", set())):
        for number, text in enumerate((told / f"{kind}.txt").read_text(encoding="utf-8").splitlines()):
            yield f"{kind} {number}", text, moves


def _text(folder: str, told: Told, gold: set[Move]) -> Text:
    moves = {(claim.old, claim.new or "") for claim in told.moves if claim.event == "renamed"}
    return Text(folder, list(evidence.pairs_of(told)), moves & told.spelled(), moves, gold)


def table_of(texts: list[Text]) -> Iterator[str]:
    """Yield what the sentences alone tell and what the weighed text tells, right / found / wanted, for each set."""
    yield f"{'set':<14}{'by sentences':>18}{'weighed':>18}"
    sums = np.zeros(6, dtype=int)
    for folder in dict.fromkeys(text.folder for text in texts):
        weights = fitted([text for text in texts if text.folder != folder])
        counts = np.zeros(6, dtype=int)
        for text in (text for text in texts if text.folder == folder):
            counts += [*_counted(text.told, text.gold), *_counted(_claimed(text, weights), text.gold)]
        yield _line(folder, counts)
        sums += counts
    yield _line("all", sums)


def _claimed(text: Text, weights: Mapping[str, Mapping[str, float]]) -> set[Move]:
    likely = succession.successions(text.pairs, text.certain, weights)
    return text.certain | {(each.old, each.new) for each in likely}


def _counted(found: set[Move], gold: set[Move]) -> tuple[int, int, int]:
    return len(found & gold), len(found), len(gold)


def _line(name: str, counts: NDArray[np.int64]) -> str:
    cells = [f"{right}/{found}/{wanted}" for right, found, wanted in (counts[:3], counts[3:])]
    shares = [f"P {right / found:.2f} R {right / wanted:.2f}" for right, found, wanted in (counts[:3], counts[3:])]
    return f"{name:<14}{cells[0]:>12} {shares[0]}{cells[1]:>14} {shares[1]}"


def fitted(texts: Iterable[Text]) -> dict[str, dict[str, float]]:
    """Return the weights that make the passages likeliest, drawn to nothing by a ridge."""
    pairs = [(pair, text.gold) for text in texts for pair in text.pairs]
    signs = {part: list(getattr(pairs[0][0], part)) for part in ("whether", "whither")}
    whether, whither = (
        np.array([[getattr(pair, part)[sign] for sign in signs[part]] for pair, _ in pairs], dtype=np.float64)
        for part in ("whether", "whither")
    )
    forward = np.array([(pair.first, pair.second) in gold for pair, gold in pairs], dtype=np.float64)
    back = np.array([(pair.second, pair.first) in gold for pair, gold in pairs], dtype=np.float64)
    weights = _newton(np.hstack([whether, whither]), np.hstack([whether, -whither]), forward, back)
    values = iter(weights.tolist())
    return {part: {sign: next(values) for sign in signs[part]} for part in ("whether", "whither")}


def _newton(ahead: Numbers, behind: Numbers, forward: Numbers, back: Numbers) -> Numbers:
    """Maximise the likelihood of three outcomes: nothing, `forward` by the signs `ahead`, `back` by those `behind`."""
    weights = np.zeros(ahead.shape[1])
    ridge = np.eye(ahead.shape[1]) * _RIDGE
    for _ in range(_STEPS):
        one, other = np.exp(np.clip(ahead @ weights, -30, 30)), np.exp(np.clip(behind @ weights, -30, 30))
        p, q = one / (1 + one + other), other / (1 + one + other)
        slope = ahead.T @ (forward - p) + behind.T @ (back - q) - ridge @ weights
        mixed = ahead.T @ (behind * (p * q)[:, None])
        bend = ahead.T @ (ahead * (p - p * p)[:, None]) + behind.T @ (behind * (q - q * q)[:, None]) - mixed - mixed.T
        step = np.linalg.solve(bend + ridge, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def file_of(weights: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield the lines of succession.toml."""
    yield "# How much each sign weighs for one name having become another: feeds/intake/succession.py says how."
    yield "# Made by: python -m tests.bench.intake_succession --fit"
    for part, signs in weights.items():
        yield f"\n[{part}]"
        yield from (f"{sign} = {weight:.2f}" for sign, weight in signs.items())


if __name__ == "__main__":
    main()
