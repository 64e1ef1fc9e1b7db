"""What every export says of itself first. Pure."""

from typing import Final

from feeds.release.snapshot import Edition

TITLE: Final = "Vigie: chat sites that put minors at risk"
LICENCE: Final = "CC BY 4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"


def heading(edition: Edition, names: int, scope: str) -> list[str]:
    """The lines of a heading, without a comment sign. `names` counts those in the file, `scope` says which they are."""
    return [
        f"Title: {TITLE}",
        f"Serial: {edition.serial}",
        f"Date: {edition.moment}",
        f"Names: {names}",
        f"Licence: {LICENCE} {LICENCE_URL}",
        f"Homepage: {edition.homepage}",
        f"Scope: {scope}",
    ]
