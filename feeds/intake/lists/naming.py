"""What a list and a licence may be called. Pure."""

import re
from typing import Final

LONGEST_SOURCE: Final = 80
_SOURCE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LICENCE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{1,39}")


class BadName(ValueError):
    """A list or a licence cannot be called so. `str()` is one sentence for people."""


def check_names(source: str, licence: str) -> None:
    """Let a list's name and its licence's SPDX identifier pass. Raises `BadName`.

    Both become parts of file names and headings that others read.
    """
    if not _SOURCE.fullmatch(source) or len(source) > LONGEST_SOURCE:
        raise BadName(f"A list is called by up to 80 lower-case letters, digits and hyphens, not {source[:80]!r}.")
    if not _LICENCE.fullmatch(licence):
        raise BadName(f"{licence[:80]!r} is no SPDX identifier, as CC-BY-SA-4.0 or LicenseRef-own is.")
