"""Dates as people write them, as exact as they are known. Pure."""

from typing import Final

_EN = "January February March April May June July August September October November December"
_FR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
MONTHS: Final = {"en": _EN.split(), "fr": _FR.split()}


def in_words(date: str, language: str) -> str:
    """`2024-06-25` is “25 June 2024”, `2024-06` “June 2024”, `2024` “2024”; in French « 1er juin 2024 »."""
    year, _, rest = date[:10].partition("-")
    if not rest:
        return year
    month, _, day = rest.partition("-")
    written = f"{MONTHS[language][int(month) - 1]} {year}"
    if not day:
        return written
    first = "1er" if language == "fr" and int(day) == 1 else str(int(day))
    return f"{first} {written}"
