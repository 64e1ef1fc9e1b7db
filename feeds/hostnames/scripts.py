"""Which writing systems a label mixes: a hint of a look-alike, never a refusal."""

import unicodedata

# Writing systems that a real name mixes with Latin or with each other (Unicode UTS 39, table "highly restrictive").
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})


def mixes_scripts(label: str) -> bool:
    """Say whether the letters of one U-label come from writing systems that are not normally mixed."""
    scripts = {unicodedata.name(letter, "UNNAMED").split()[0] for letter in label if letter.isalpha()}
    if scripts & _EAST_ASIAN:
        scripts = scripts - _EAST_ASIAN - {"LATIN"} | {"EAST ASIAN"}
    return len(scripts) > 1
