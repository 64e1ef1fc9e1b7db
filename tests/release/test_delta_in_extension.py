"""The extension reads what we write: its own code applies our deltas."""

import json
import random
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

from feeds.registry.taxonomy import categories
from feeds.registry.words import Stance, Status
from feeds.release.delta import encode
from feeds.release.names_file import encode as names_file
from feeds.release.snapshot import ListedName

READER = Path(__file__).parents[2] / "extension" / "test" / "apply-deltas.js"


def _list(dice: random.Random, letters: str, most: int) -> bytes:
    drawn = {"".join(dice.choices(letters, k=dice.randint(1, 4))) for _ in range(dice.randint(0, most))}
    kinds, statuses, stances = sorted(categories()), list(Status), list(Stance)
    facts = [(dice.choice(kinds), dice.choice(statuses), dice.choice(stances)) for _ in drawn]
    return names_file(ListedName(f"{label}.gg", *fact) for label, fact in zip(sorted(drawn), facts, strict=True))


def _applied_by_the_extension(pairs: list[tuple[bytes, bytes]]) -> list[bytes]:
    question = [[b64encode(before).decode(), b64encode(encode(before, after)).decode()] for before, after in pairs]
    answer = subprocess.run(["node", str(READER)], input=json.dumps(question).encode(), capture_output=True, check=True)
    return [b64decode(result) for result in json.loads(answer.stdout)]


def test_the_extension_makes_of_our_deltas_the_files_that_we_sign() -> None:
    dice = random.Random(1)
    pairs = [(_list(dice, "ab", 12), _list(dice, "ab", 12)) for _ in range(300)]
    pairs += [(_list(dice, "abcdefgh", 3_000), _list(dice, "abcdefgh", 40)) for _ in range(5)]
    assert _applied_by_the_extension(pairs) == [after for _, after in pairs]
