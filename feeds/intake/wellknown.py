"""Names everybody knows: what an article prints and never means, and sites that news calls by their brand alone."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from feeds.intake.mention import squeezed


def _list(file: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))


_NOT_SITES: Final = _list("not-sites.toml")
PRINTED: Final = frozenset(_NOT_SITES["platforms"] + _NOT_SITES["pursuers"])
FIRMS: Final = tuple(_NOT_SITES["firms"])
FILES: Final = frozenset(_NOT_SITES["files"])
FILE_STEMS: Final = frozenset(_NOT_SITES["file_stems"])
_OWNERS, _NOUNS = ("|".join(_NOT_SITES[f"placeholder_{part}"]) for part in ("owners", "nouns"))
PLACEHOLDER: Final = re.compile(rf"(?:{_OWNERS})-?(?:{_NOUNS})|(?:{_NOUNS})-?(?:{_OWNERS})")
_BRANDS: Final = frozenset(squeezed(brand) for brands in _list("site-brands.toml").values() for brand in brands)


def is_brand(key: str) -> bool:
    """Say whether news knows a site by this name, in small letters without spaces, with or without its article."""
    return not {key, f"the{key}"}.isdisjoint(_BRANDS)


def whole_brand(key: str) -> str:
    """Return a brand with the article that its site spells: `piratebay` -> `thepiratebay`; others as they are."""
    whole = f"the{key}"
    return whole if whole in _BRANDS and key not in _BRANDS else key
