"""The Release in the formats that other programs read, one file a format. Pure.

Rules
- One Release gives one content, byte for byte.
- What blocks gets the names that `blocklist.blocked` gives; `names.csv` and `feed.json` say everything.
- A format is a module with a `FILE`, a `MEDIA_TYPE` and a `write`; it is published when it stands in `FORMATS`.
"""

from collections.abc import Mapping
from typing import Final, Protocol

from feeds.release.exports import (
    adblock_txt,
    changes_atom,
    dnsmasq_conf,
    domains_txt,
    feed_json,
    hosts_txt,
    names_csv,
    rpz_zone,
    wildcard_txt,
)
from feeds.release.snapshot import Edition, Snapshot


class Format(Protocol):
    """What a module of this package promises."""

    @property
    def FILE(self) -> str:  # noqa: N802 (a module's constant)
        """The name it is published under."""
        ...

    @property
    def MEDIA_TYPE(self) -> str:  # noqa: N802 (a module's constant)
        """What it is served as."""
        ...

    def write(self, snapshot: Snapshot, edition: Edition) -> bytes:
        """The Release in this format."""
        ...


FORMATS: Final[tuple[Format, ...]] = (
    domains_txt,
    hosts_txt,
    adblock_txt,
    dnsmasq_conf,
    rpz_zone,
    wildcard_txt,
    names_csv,
    feed_json,
)

MEDIA_TYPES: Final[Mapping[str, str]] = {
    **{form.FILE: form.MEDIA_TYPE for form in FORMATS},
    changes_atom.FILE: changes_atom.MEDIA_TYPE,
}
"""Every list that is published, by its file name."""
