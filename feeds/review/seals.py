"""What a Release says of the Journal. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a Journal: its sequence, and its digest (SHA-256, hex), which covers every entry before."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class Seal:
    """The head that a Release was signed with."""

    serial: int
    head: Head
