"""How much of a stranger's time and bytes one look may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one `Fetcher.get`.

    A step is one connect, one TLS handshake, or one wait for bytes. `total_seconds` covers the whole chain.
    `body_bytes` bounds the body both as it travels and decoded.
    """

    step_seconds: float = 10.0
    total_seconds: float = 20.0
    body_bytes: int = 1_000_000
    redirects: int = 5
