"""Designs: which blocks a page has, in which order, and how they are marked up. Equal words are equal designs."""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

TEMPLATES: Final[dict[str, dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("templates.toml").read_text(encoding="utf-8")
)
_SYLLABLES: Final = ("ka", "lo", "mi", "ne", "ru", "ta", "vo", "zi", "be", "du", "fa", "gy")


@dataclass(frozen=True, slots=True)
class Design:
    """What a designer chose. `blocks` are the macros of `blocks.html` with the form each is drawn in."""

    mark: str
    frame: int
    menu: int
    blocks: tuple[tuple[str, int], ...]
    varied: bool


def designed(template: str, word: str) -> Design:
    """The design of a template that a word stands for; of a page that machines make there is only one."""
    table = TEMPLATES[template]
    varied = bool(table["varied"])
    draw = random.Random(f"{template} {word}" if varied else template)
    blocks = list(table["blocks"])
    if varied:
        draw.shuffle(blocks)
        blocks = blocks[: draw.randint(max(3, len(blocks) - 3), len(blocks))]
    mark = "".join(draw.choices(_SYLLABLES, k=2))
    return Design(
        mark, draw.randrange(4), draw.randrange(3), tuple((name, draw.randrange(3)) for name in blocks), varied
    )
