"""The test authority, and the certificate that a server shows to whoever names a host in the handshake."""

import ssl
from collections.abc import Callable
from pathlib import Path

import trustme

Chooser = Callable[[str | None], tuple[str, ...]]
"""From the host named in the handshake (`None` when none is) to the names that the certificate is for."""


class Certificates:
    """Certificates by the names they are for, each made once. `authority` is the PEM file that trusts them."""

    def __init__(self, folder: Path) -> None:
        self._signer = trustme.CA()
        self._contexts: dict[tuple[str, ...], ssl.SSLContext] = {}
        self.authority = folder / "authority.pem"
        self._signer.cert_pem.write_to_path(self.authority)

    def handshake(self, choose: Chooser) -> ssl.SSLContext:
        """A context for one connection: its certificate is chosen when the client has named a host."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.sni_callback = lambda connection, host, _: setattr(connection, "context", self._context(choose(host)))
        return context

    def _context(self, names: tuple[str, ...]) -> ssl.SSLContext:
        if names not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._signer.issue_cert(*names, common_name=names[0]).configure_cert(context)
            self._contexts[names] = context
        return self._contexts[names]
