"""The door to the operator's mail server. Nothing else in Vigie speaks SMTP.

A server may be down, slow, full of rubbish, or refuse: each is one `NotDelivered`. One delivery takes no longer than
`SECONDS`, whatever the server sends and how slowly.
"""

import asyncio
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Final, Literal

import aiosmtplib

Tls = Literal["starttls", "tls", "none"]
SECONDS: Final = 60.0
_FAREWELL: Final = 2.0
_PERMANENT: Final = range(500, 600)
_ADDRESS: Final = re.compile(r"[^\s<>]+@[^\s<>]+")


class NotDelivered(Exception):
    """A mail did not go. `str()` is one sentence, without any address.

    `recipient` says that the server refused whom it was for, not us; `for_good` that it will refuse again.
    """

    def __init__(self, sentence: str, *, recipient: bool = False, for_good: bool = False) -> None:
        printable = "".join(character if character.isprintable() else " " for character in sentence)
        super().__init__(_ADDRESS.sub("…", " ".join(printable.split()))[:300])
        self.recipient, self.for_good = recipient, for_good


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over. Unless `tls` is `none` its certificate has to hold, as OpenSSL judges it here."""

    host: str
    port: int
    tls: Tls
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    seconds: float = SECONDS

    def deliver(self, mail: EmailMessage) -> None:
        """Hand one mail over, to its one recipient. Raises `NotDelivered`.

        When it returns, the server took it. When the connection breaks after the last line, it may have: then the mail
        goes again, under the same Message-ID.
        """
        try:
            asyncio.run(self._deliver(mail))
        except aiosmtplib.SMTPRecipientsRefused as refused:
            said = refused.recipients[0]
            sentence = f"The server refuses the recipient: {said.code} {said.message}"
            raise NotDelivered(sentence, recipient=True, for_good=said.code in _PERMANENT) from None
        except aiosmtplib.SMTPResponseException as answer:
            raise NotDelivered(f"The server answers {answer.code} {answer.message}") from None
        except TimeoutError:
            raise NotDelivered(f"The server did not take it in {self.seconds:g} seconds.") from None
        except (aiosmtplib.SMTPException, OSError, ValueError) as failure:
            raise NotDelivered(f"The server cannot be used: {failure or type(failure).__name__}") from None

    async def _deliver(self, mail: EmailMessage) -> None:
        server = aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.tls == "tls",
            start_tls=self.tls == "starttls",
            tls_context=ssl.create_default_context() if self.tls != "none" else None,
            timeout=self.seconds,
        )
        try:
            async with asyncio.timeout(self.seconds):
                await server.connect()
                await server.send_message(mail)
            with suppress(aiosmtplib.SMTPException, OSError):  # the mail is theirs already
                await server.quit(timeout=_FAREWELL)
        finally:
            server.close()
