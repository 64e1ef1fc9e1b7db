"""What a row of a list is taken for. Pure."""

from enum import StrEnum


class RowVerdict(StrEnum):
    """`good` is a name that may be proposed. `protected` and `popular` are names that the gate refuses."""

    GOOD = "good"
    NOT_A_NAME = "not_a_name"
    PROTECTED = "protected"
    POPULAR = "popular"
