"""What can be done about a reported name. Pure."""

from collections.abc import Collection
from enum import StrEnum

from feeds.review import never_list


class Standing(StrEnum):
    """How a reported name stands with the registry and the gate."""

    LISTED = "listed"
    PROTECTED = "protected"  # it helps people: never listed
    POPULAR = "popular"  # listed only with a reason
    UNLISTED = "unlisted"


def standing(name: str, *, listed: Collection[str], protected: Collection[str]) -> Standing:
    """How a name stands; `listed` and `protected` are hostnames in A-labels."""
    if name in listed:
        return Standing.LISTED
    try:
        never_list.check(name, protected, despite=None)
    except never_list.MustNotList:
        return Standing.PROTECTED
    except never_list.NeedsReasonToList:
        return Standing.POPULAR
    return Standing.UNLISTED
