"""Whether passkeys can be used under the service's address, and for whom they are then made. Pure.

Browsers make passkeys for domains alone, and over https alone; `localhost` is the exception on one's own machine. Under
an IP address, 127.0.0.1 too, there are none.
"""

from dataclasses import dataclass
from ipaddress import ip_address

from pydantic import AnyHttpUrl

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Whom a passkey is made for: a domain, and the origin (scheme, domain, port) of the pages that may ask for it."""

    domain: str
    origin: str


def of(public_url: AnyHttpUrl) -> RelyingParty | None:
    """The relying party of a service under this address; None where browsers allow no passkeys."""
    host, scheme = public_url.host or "", public_url.scheme
    is_own_machine = host == "localhost" or host.endswith(".localhost")
    if _is_ip(host) or not (scheme == "https" or is_own_machine):
        return None
    port = "" if public_url.port in (None, _PORTS[scheme]) else f":{public_url.port}"
    return RelyingParty(host, f"{scheme}://{host}{port}")


def _is_ip(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
