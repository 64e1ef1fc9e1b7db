"""Texts without capitals and accents, character for character: a place in one is the same place in the other. Pure."""

import unicodedata
from functools import lru_cache


def folded(text: str) -> str:
    """Fold a text. It keeps its length, so that what is found in it can be quoted from the original."""
    return "".join(map(_folded, text)) if not text.isascii() else text.lower()


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
