"""What a page says: sentences of a subject in a language, drawn by a seed, and words changed as editors change them."""

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).with_name("prose")
_CHOICE: Final = re.compile(r"\{([^{}]*)\}")
_WORD: Final = re.compile(r"\w{4,}")


class Prose:
    """The texts of one page, one after another. The same arguments say the same; `changed` is the share of the words
    of four letters and more that are replaced by others of the language.
    """

    def __init__(self, subject: str, language: str, brand: str, host: str, seed: str, changed: float) -> None:
        self.brand = brand
        self._texts = _texts(language)[subject]
        self._seed = f"{subject} {language} {seed}"
        self._draw = random.Random(self._seed)
        self._counts = random.Random(f"{self._seed} counts")
        self._edit = random.Random(f"{host} {seed}")
        self._known = {"brand": brand, "host": host}
        self._changed = changed
        self._language = language
        self._decks: dict[str, list[str]] = {}

    def sentence(self) -> str:
        """One more sentence; none comes twice before all came once."""
        return self._next("sentences")

    def heading(self) -> str:
        """One more heading."""
        return self._next("headings")

    def label(self) -> str:
        """What stands on a button or in a column's head."""
        return self._next("labels")

    def items(self) -> list[str]:
        """Between four and seven rooms, threads, films, articles or wares."""
        return [self._next("items") for _ in range(self._counts.randint(4, 7))]

    def menu(self) -> list[str]:
        """Between three and five labels."""
        return [self.label() for _ in range(self._counts.randint(3, 5))]

    def nicks(self) -> list[str]:
        """Between four and eight invented nicknames."""
        return [self.nick() for _ in range(self._counts.randint(4, 8))]

    def nick(self) -> str:
        """An invented nickname."""
        return self._draw.choice(_texts(self._language)["nicks"]["items"]) + str(self._draw.randint(2, 99))

    def number(self) -> str:
        """A count such as pages show."""
        return str(self._draw.randint(3, 4800))

    def edited(self, text: str) -> str:
        """A text with its share of the words changed."""
        others = _vocabulary(self._language)
        swap = lambda word: self._edit.choice(others) if self._edit.random() < self._changed else word[0]  # noqa: E731
        return _WORD.sub(swap, text) if self._changed else text

    def _next(self, kind: str) -> str:
        deck = self._decks.setdefault(kind, [])
        if not deck:
            deck.extend(self._texts[kind])
            # Each kind has a draw of its own, so that another design shows the same texts.
            random.Random(f"{self._seed} {kind}").shuffle(deck)
        text = deck.pop()
        draw = random.Random(f"{self._seed} {text}")
        return self.edited(_CHOICE.sub(lambda choice: self._chosen(choice[1], draw), text))

    def _chosen(self, choice: str, draw: random.Random) -> str:
        return self._known.get(choice) or draw.choice(choice.split("|"))


@cache
def _texts(language: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def subjects(language: str) -> frozenset[str]:
    """The templates that something is written for in a language."""
    return frozenset(_texts(language)) - {"nicks"}


@cache
def _vocabulary(language: str) -> tuple[str, ...]:
    texts = (text for subject in _texts(language).values() for text in subject.get("sentences", ()))
    return tuple(sorted({word for text in texts for word in _WORD.findall(text)} - {"brand", "host"}))
