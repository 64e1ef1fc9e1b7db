"""The `Article` value: a text and what stands around it.

People are not read: an author's name is neither looked for nor kept.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Article:
    """What one source says. Offsets of claims count characters of `text`; the prose starts at `body`.

    `address` is the article's own address where the source states it, `published` is as exact as the source
    (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`) or None.
    """

    text: str
    body: int
    title: str | None
    publisher: str | None
    address: str | None
    published: str | None


def host_of(address: str | None) -> str | None:
    """Return the host of an address, without `www.`: what a reader calls the publisher when no name is given."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
