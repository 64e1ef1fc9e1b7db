"""Numbers as people write them in each language. Pure."""

from typing import Final

GROUPS: Final = {"en": ",", "fr": "\u202f"}
DECIMALS: Final = {"en": ".", "fr": ","}
BYTES: Final = {"en": "B", "fr": "o"}


def count(number: int, language: str) -> str:
    """`12345` is “12,345”, in French « 12 345 »."""
    return f"{number:,}".replace(",", GROUPS[language])


def decimal(number: float, language: str) -> str:
    """With one decimal, if it says anything: “2.5”, « 2,5 », “3”."""
    return f"{number:.1f}".removesuffix(".0").replace(".", DECIMALS[language])


def size(length: int, language: str) -> str:
    """So many bytes, in the unit that suits them: “840 B”, “12.5 kB”, « 3,1 Mo »."""
    for unit, divisor in (("M", 1_000_000), ("k", 1000)):
        if length >= divisor:
            return f"{decimal(length / divisor, language)}\u00a0{unit}{BYTES[language]}"
    return f"{length}\u00a0{BYTES[language]}"


def percent(part: int, whole: int, language: str) -> str:
    """A share: “12.5%”, « 12,5 % »."""
    space = "\u202f" if language == "fr" else ""
    return f"{decimal(100 * part / whole, language)}{space}%"
