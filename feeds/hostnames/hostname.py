"""The `Hostname` value and `parse`, the only way to make one from text."""

import re
from dataclasses import dataclass
from typing import Final

import idna

from feeds.hostnames.scripts import mixes_scripts
from feeds.hostnames.suffixes import split

LONGEST_NAME: Final = 253  # RFC 1035, section 2.3.4, less the root label
LONGEST_TEXT: Final = 4096  # an address longer than this is not one that a person or a page wrote

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*", re.IGNORECASE)
_PORT = re.compile(r":[0-9]*$")
_HAS_HOST_AND_PORT = re.compile(r"^[^/?#@]*:[0-9]+(?:[/?#]|$)")
# The last label of every notation that a URL parser reads as IPv4 (WHATWG URL, "ends in a number").
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")


class NotAHostname(ValueError):
    """A text cannot be a listed name. `str()` is one sentence for people, naming the text."""


@dataclass(frozen=True, slots=True, order=True)
class Hostname:
    """A host name under a known public suffix: lower case, IDNA 2008 A-labels, no trailing dot.

    `registrable` is the domain that somebody registered (`chat.coco.gg` -> `coco.gg`), `suffix` the public
    suffix it stands under. Made by `parse`; equal and ordered by `ascii`.
    """

    ascii: str
    registrable: str
    suffix: str

    def __str__(self) -> str:
        return self.ascii

    @property
    def unicode(self) -> str:
        """The name as people read it (U-labels)."""
        return idna.decode(self.ascii)

    @property
    def looks_alike(self) -> bool:
        """Whether a label mixes writing systems, as look-alikes do. A flag for a curator, no verdict."""
        return any(mixes_scripts(label) for label in self.unicode.split("."))


def parse(text: str) -> Hostname:
    """Read the host name in a name or an address.

    Case, scheme, user information, port, path and one trailing dot are dropped; Unicode becomes A-labels
    (IDNA 2008 after the UTS 46 mapping). Raises `NotAHostname` for anything that cannot be listed: a public suffix, a
    bare or unknown top-level domain, an IP address in any notation, a wildcard, a label that DNS or IDNA forbids.
    """
    shown = text if len(text) <= 80 else f"{text[:77]}..."
    if len(text) > LONGEST_TEXT:
        raise NotAHostname(f"{shown!r} is too long to be an address ({len(text)} characters).")
    host = _host_of(text.strip())
    if not host:
        raise NotAHostname(f"{shown!r} holds no host name.")
    if "*" in host:
        raise NotAHostname(f"{shown!r} is a pattern; list the name itself, its subdomains are covered.")
    name = _to_ascii(host, shown)
    if _ENDS_IN_NUMBER.search(name):
        raise NotAHostname(f"{shown!r} is an IP address; only names can be listed.")
    return _under_known_suffix(name, shown)


def _host_of(address: str) -> str:
    # "coco.gg:8080" has a port, not a scheme: both are written before a colon.
    if not _HAS_HOST_AND_PORT.match(address):
        address = _SCHEME.sub("", address)
    authority = re.split(r"[/?#\\]", address.removeprefix("//"), maxsplit=1)[0]
    host = authority.rpartition("@")[2]
    if host.startswith("[") or host.count(":") > 1:
        raise NotAHostname(f"{address[:80]!r} is an IP address; only names can be listed.")
    return _PORT.sub("", host)


def _to_ascii(host: str, shown: str) -> str:
    try:
        name = idna.encode(host, uts46=True, std3_rules=True, transitional=False).decode("ascii")
    except (idna.IDNAError, UnicodeError) as reason:
        raise NotAHostname(f"{shown!r} is not a host name: {reason}.") from None
    name = name.removesuffix(".")
    if not name or len(name) > LONGEST_NAME:
        raise NotAHostname(f"{shown!r} is not a host name: 1 to {LONGEST_NAME} characters are allowed.")
    return name


def _under_known_suffix(name: str, shown: str) -> Hostname:
    registrable, suffix = split(name)
    if registrable:
        return Hostname(name, registrable, suffix)
    if suffix:
        raise NotAHostname(f"{shown!r} is a public suffix: listing it would list every site under it.")
    raise NotAHostname(f"{shown!r} is not under a top-level domain that exists.")
