"""What each role may do, as one table. Pure.

Four eyes come on top of it: a reviewer may decide on Proposals, and on none that they wrote a part of.
"""

from enum import StrEnum
from typing import Final

from feeds.review.four_eyes import NotAllowed


class Role(StrEnum):
    """What somebody does here. Everybody has one; the parts of Vigie that draft are editors."""

    READER = "reader"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Deed(StrEnum):
    """What can be done. A token for programs is made for some of them."""

    READ = "read"
    PROPOSE = "propose"
    REVIEW = "review"
    ADMINISTER = "administer"


MAY: Final[dict[Role, frozenset[Deed]]] = {
    Role.READER: frozenset({Deed.READ}),
    Role.EDITOR: frozenset({Deed.READ, Deed.PROPOSE}),
    Role.REVIEWER: frozenset({Deed.READ, Deed.PROPOSE, Deed.REVIEW}),
    Role.ADMIN: frozenset({Deed.READ, Deed.PROPOSE, Deed.REVIEW, Deed.ADMINISTER}),
}

_ASKED: Final = {
    Deed.READ: "read the Desk",
    Deed.PROPOSE: "propose a change",
    Deed.REVIEW: "decide",
    Deed.ADMINISTER: "invite people, change what they may do, or look into their sign-ins",
}


def may(role: str, deed: Deed) -> bool:
    """Whether somebody in this role may do this."""
    return deed in MAY[Role(role)]


def check(handle: str, role: str, deed: Deed) -> None:
    """Raise `four_eyes.NotAllowed` unless somebody in this role may do this."""
    if not may(role, deed):
        able = ", ".join(role.value for role in Role if may(role, deed))
        raise NotAllowed(f"{handle} is {_A[Role(role)]} and may not {_ASKED[deed]}; who may: {able}.")


_A: Final = {Role.READER: "a reader", Role.EDITOR: "an editor", Role.REVIEWER: "a reviewer", Role.ADMIN: "an admin"}
