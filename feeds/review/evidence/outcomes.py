"""How a source is found when it is looked at again. Pure."""

from enum import StrEnum
from typing import Final


class Outcome(StrEnum):
    """`moved`: the quotes are there, under another address. `unreachable`: for days, not just once."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"
    UNREACHABLE = "unreachable"


REOPENS: Final = (Outcome.CHANGED, Outcome.GONE, Outcome.UNREACHABLE)
"""What brings the entries that rest on a source back to people."""
