"""From a text, or a `Location`, to an address that may be asked for. Pure.

Read by the rules that browsers read by (the URL Standard, through ada): `http://2130706433/`, full-width digits and
percent-encoded hosts are what a browser makes of them, so that no trick of notation is left for the gate to miss.
"""

from dataclasses import dataclass
from typing import Final

import ada_url

LONGEST: Final = 8192  # characters; longer ones are no page's address, and servers refuse them
_PORTS: Final = {"http:": 80, "https:": 443}


class NotAWebAddress(ValueError):
    """A text is no address that is asked for. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address on port 80 or 443, without user information and fragment.

    `host` is a name in A-labels or an IP address without brackets, `authority` what the Host header says, `target`
    the path and the query; all of them ASCII.
    """

    url: str
    is_tls: bool
    host: str
    port: int
    authority: str
    target: str


def read_address(text: str, *, base: str | None = None) -> WebAddress:
    """Read an address, or one that is relative to `base`. Raises `NotAWebAddress`."""
    shown = repr(text if len(text) <= 80 else f"{text[:77]}...")
    if len(text) > LONGEST:
        raise NotAWebAddress(f"{shown} is too long to be a page's address ({len(text)} characters).")
    try:
        url = ada_url.URL(text, base=base)
    except ValueError:
        raise NotAWebAddress(f"{shown} is not a web address.") from None
    if url.protocol not in _PORTS:
        raise NotAWebAddress(f"{shown} is not a web address: it begins with {url.protocol}, not http: or https:.")
    if url.port not in {"", "80", "443"}:
        raise NotAWebAddress(f"{shown} asks for port {url.port}; pages are read on ports 80 and 443 only.")
    return _without_what_stays_here(url)


def _without_what_stays_here(url: ada_url.URL) -> WebAddress:
    url.username = url.password = url.hash = ""
    url.hostname = url.hostname.removesuffix(".")
    return WebAddress(
        url=url.href,
        is_tls=url.protocol == "https:",
        host=url.hostname.strip("[]"),
        port=int(url.port or _PORTS[url.protocol]),
        authority=url.host,
        target=f"{url.pathname}{url.search}",
    )
