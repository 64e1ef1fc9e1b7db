"""How sure a claim is: the share of what its rule said that was right, on passages read by hand.

The counts are in `confidence.toml`, where they can be read and made anew (`python -m tests.bench.intake_calibration`).
A rule that said little is drawn to what all of them together reached, as if it had said twenty more things.
"""

import tomllib
from pathlib import Path
from typing import Any, Final

_COUNTS: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_IMAGINED: Final = 20
_REPEATED: Final = 0.01  # added for each further way in which the text says the same
SUREST: Final = 0.99


def confidence_of(rule: str, *, inferred: bool) -> float:
    """Return how sure a claim of this rule is, 0 to 1; `inferred` where a name in it is not spelled by the words."""
    right, found = _counts(rule, "inferred" if inferred else "spelled")
    all_right, all_found = _counts("all", "inferred" if inferred else "spelled")
    return round(min(SUREST, (right + _IMAGINED * all_right / all_found) / (found + _IMAGINED)), 2)


def repeated(confidence: float, ways: int) -> float:
    """Return how sure a claim is that the text makes in so many ways."""
    return round(max(confidence, min(SUREST, confidence + _REPEATED * (ways - 1))), 2)


def _counts(rule: str, how: str) -> tuple[int, int]:
    right, found = _COUNTS.get(rule, {}).get(how, (0, 0))
    return right, found
