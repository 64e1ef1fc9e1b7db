"""What the Status of one Name says of its whole Site. Pure."""

from collections.abc import Collection
from typing import Final

from feeds.registry.words import Status

_MAY_BE_OPEN: Final = frozenset({Status.ACTIVE, Status.UNKNOWN})


def site_status(site: Status, name: Status, others: Collection[Status]) -> Status | None:
    """The Status that a Site takes when one of its Names takes `name`; None when it keeps its own.

    `others` are those of its other Names. A Site is open while one of its Names may be; when the last one is shut, it
    is shut in the same way. A Name that redirects says nothing: where it leads does.
    """
    if name is Status.REDIRECTING or name is site:
        return None
    if name is not Status.ACTIVE and _MAY_BE_OPEN.intersection(others):
        return None
    return name
