"""A post office on loopback: a real SMTP server, some that misbehave, and curators who want mail."""

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from sqlmodel import Session, select

from api.database import Database
from api.outbox import addresses
from api.outbox.kinds import MailKind
from api.outbox.tables import Mail
from api.settings import Settings
from feeds.review import people
from feeds.review.tables import Person
from tests.conftest import NOON

HOST = "127.0.0.1"
USER, PASSWORD = "vigie", "a long password"


@dataclass
class Office:
    """What arrived. `refused` are addresses that the server takes nothing for, with what it says."""

    arrived: list[EmailMessage] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    port: int = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Take a recipient, or not."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Taken"

    def to(self) -> list[str]:
        """Whom mail arrived for, in order."""
        return [str(mail["To"]) for mail in self.arrived]


@contextmanager
def office(port: int | None = None, tls: ssl.SSLContext | None = None, *, at_once: bool = False) -> Iterator[Office]:
    """An open office. With `tls` it wants a password, over STARTTLS, or with `at_once` over TLS from the first byte."""
    there = Office(port=port or free_port())
    secured: dict[str, Any] = {}
    if tls and at_once:
        secured = {"ssl_context": tls}
    elif tls:
        secured = {"tls_context": tls, "require_starttls": True, "auth_required": True, "authenticator": _knows}
    controller = Controller(there, hostname=HOST, port=there.port, **secured)
    controller.start()
    try:
        yield there
    finally:
        controller.stop()


def _knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, said: Any) -> AuthResult:
    known = isinstance(said, LoginPassword) and (said.login, said.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@contextmanager
def answering(converse: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port of a server that does as it likes with each connection."""
    with socket.create_server((HOST, 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection = listening.accept()[0]
                    with connection, suppress(OSError):
                        converse(connection)

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield int(listening.getsockname()[1])
        finally:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server((HOST, 0)) as taken:
        return int(taken.getsockname()[1])


def certificate(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """What a server shows that is called so."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


def settings_for(port: int, folder: Path, url: str, **more: Any) -> Settings:
    """Settings that hand mail to this port."""
    plain: dict[str, Any] = {"smtp_host": HOST, "smtp_port": port, "smtp_tls": "none", "smtp_from": "vigie@example.org"}
    return Settings(data_dir=folder, database_url=url, public_url="https://vigie.test/", **(plain | more))


def wants_mail(session: Session, handle: str, language: str = "en") -> Person:
    """A curator who gave an address, opened the link, and was told nothing else yet."""
    person = people.find(session, handle) or people.add(session, handle)
    addresses.give(session, person, f"{handle}@example.org", language, NOON)
    asked = session.exec(select(Mail).where(Mail.person_id == person.id, Mail.kind == MailKind.CONFIRM)).one()
    addresses.confirm(session, person, asked.facts["secret"], NOON)
    session.delete(asked)
    session.flush()
    return person


def mails(database: Database) -> dict[tuple[int, str], Mail]:
    """Every mail there is, by whose it is and its key."""
    with database.read() as session:
        return {(mail.person_id, mail.key): mail for mail in session.exec(select(Mail))}


def link_in(mail: EmailMessage) -> str:
    """The path of the link that a mail asks to open."""
    found = re.search(r"https://vigie\.test(/desk/mail/confirm/\S+)", mail.get_content())
    assert found
    return found[1]
