"""What somebody pasted, read as the host that it would open, or the reason why it would open none. Pure.

`static/check/address.js` reads the same way in a browser; the tests hold the two to one table. Both leave the reading
of an address to the URL standard, as the browser's address bar does.
"""

import re
from enum import StrEnum
from typing import Final

import ada_url

LONGEST: Final = 4096
"""Characters; as for every other address that Vigie reads."""

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(?![0-9])", re.IGNORECASE | re.ASCII)
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_E_MAIL: Final = re.compile(r"(mailto:)?[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+", re.IGNORECASE)
_IPV4: Final = re.compile(r"[0-9]+(\.[0-9]+){3}", re.ASCII)
_NAME: Final = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
# Set aside for networks at home and at work, and for tests: RFC 6761, 6762, 7686 and 8375; ICANN for `internal`.
_INSIDE: Final = re.compile(
    r"(^|\.)(localhost|local|internal|lan|home|home\.arpa|intranet|test|example|invalid|onion)$"
)


class Refusal(StrEnum):
    """Why a text is no address that can be checked. Each has a sentence of its own."""

    EMPTY = "empty"
    LONG = "long"
    E_MAIL = "email"
    SCHEME = "scheme"
    PHRASE = "phrase"
    IP = "ip"
    INTERNAL = "internal"
    INVALID = "invalid"


class NoAddress(ValueError):
    """A text that names no host on the web. `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def read(text: str) -> str:
    """The host of an address: lower case, A-labels, neither port nor trailing dot. Raises `NoAddress`."""
    written = text.strip()
    if refusal := _refused_as_text(written):
        raise NoAddress(refusal)
    if not _WEB.match(written):
        written = f"http://{written}"
    try:
        host = ada_url.URL(written).hostname.removesuffix(".")
    except ValueError:
        raise NoAddress(Refusal.INVALID) from None
    if refusal := _refused_as_host(host):
        raise NoAddress(refusal)
    return host


def _refused_as_text(written: str) -> Refusal | None:
    if not written:
        return Refusal.EMPTY
    if len(written) > LONGEST:
        return Refusal.LONG
    if _E_MAIL.fullmatch(written):
        return Refusal.E_MAIL
    if _WEB.match(written):
        return None
    if _SCHEME.match(written):
        return Refusal.SCHEME
    return Refusal.PHRASE if re.search(r"\s", re.split(r"[/?#]", written, maxsplit=1)[0]) else None


def _refused_as_host(host: str) -> Refusal | None:
    if host.startswith("[") or _IPV4.fullmatch(host):
        return Refusal.IP
    if _INSIDE.search(host):
        return Refusal.INTERNAL
    if "." not in host:
        return Refusal.PHRASE if host else Refusal.INVALID
    return None if len(host) <= 253 and _NAME.fullmatch(host) else Refusal.INVALID
