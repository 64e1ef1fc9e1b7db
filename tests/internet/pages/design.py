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
    """The design of a template that a word stands for; of a page that machines make there is only one.

    `coco~1` is the design `coco` after a retouch: another menu, and one block marked up in another way.
    """
    table = TEMPLATES[template]
    if not table["varied"]:
        word = ""
    base, _, retouch = word.partition("~")
    draw = random.Random(f"{template} {base}")
    blocks = [(name, draw.randrange(3)) for name in table["blocks"]]
    if table["varied"]:
        draw.shuffle(blocks)
        blocks = blocks[: draw.randint(max(3, len(blocks) - 3), len(blocks))]
    mark, frame, menu = "".join(draw.choices(_SYLLABLES, k=2)), draw.randrange(4), draw.randrange(3)
    if retouch:
        changes = random.Random(word)
        touched = changes.randrange(len(blocks))
        blocks[touched] = (blocks[touched][0], (blocks[touched][1] + 1) % 3)
        menu = (menu + 1) % 3
    return Design(mark, frame, menu, tuple(blocks), table["varied"])
