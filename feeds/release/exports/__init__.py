"""The Release in the formats that other programs read, one file a format. Pure.

Rules
- One Release gives one content, byte for byte.
- What blocks gets the names that `blocklist.blocked` gives, and is published when it stands in `BLOCKLISTS`: a module
  with a `FILE`, a `MEDIA_TYPE` and a `write`.
- `names.csv` and `feed.json` say everything, `changes.atom` what is new.
"""

from collections.abc import Mapping, Sequence
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
from feeds.release.snapshot import Edition


class Blocklist(Protocol):
    """What a list for blockers promises."""

    @property
    def FILE(self) -> str:  # noqa: N802 (a module's constant)
        """The name it is published under."""
        ...

    @property
    def MEDIA_TYPE(self) -> str:  # noqa: N802 (a module's constant)
        """What it is served as."""
        ...

    def write(self, names: Sequence[str], edition: Edition) -> bytes:
        """These names in this format, in their order."""
        ...


BLOCKLISTS: Final[tuple[Blocklist, ...]] = (
    domains_txt,
    hosts_txt,
    adblock_txt,
    dnsmasq_conf,
    rpz_zone,
    wildcard_txt,
)

MEDIA_TYPES: Final[Mapping[str, str]] = {
    **{form.FILE: form.MEDIA_TYPE for form in BLOCKLISTS},
    **{form.FILE: form.MEDIA_TYPE for form in (names_csv, feed_json, changes_atom)},
}
"""Every list that is published, by its file name."""
