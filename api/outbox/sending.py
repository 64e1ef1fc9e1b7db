"""Sends what is due. Any number of processes may do it at once: each mail is sent by the one that claimed it."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Final

import structlog

from api import worker
from api.database import Database
from api.outbox import queue
from api.outbox.queue import Claimed
from api.outbox.smtp import MailServer, NotDelivered
from api.outbox.wording import message
from api.settings import Settings

MOST: Final = 200
"""Mails that one run sends; the rest is due at the next."""
log: Final = structlog.get_logger()


@dataclass(slots=True)
class Sent:
    """What a run did."""

    sent: int = 0
    failed: int = 0

    def __bool__(self) -> bool:
        return bool(self.sent or self.failed)

    def __str__(self) -> str:
        return f"{self.sent} sent, {self.failed} failed"


def server_of(settings: Settings) -> MailServer | None:
    """The operator's mail server; None when the settings name none. Raises `BadSettings` for an unreadable password."""
    if settings.smtp_host is None:
        return None
    password = settings.smtp_password
    return MailServer(settings.smtp_host, settings.smtp_port, settings.smtp_tls, settings.smtp_user, password)


def send_due(database: Database, settings: Settings, at: datetime) -> Sent:
    """Send what is due at a moment. A server that cannot be used ends the run; what is left waits."""
    outcome, server, began = Sent(), server_of(settings), time.monotonic()
    for _ in range(MOST if server else 0):
        with database.write() as session:
            claimed = queue.claim(session, worker.NAME, at, now=at + timedelta(seconds=time.monotonic() - began))
        if claimed is None or server is None:
            break
        try:
            server.deliver(_message(claimed, settings))
        except NotDelivered as failure:
            outcome.failed += 1
            _note_failure(database, claimed, failure, at)
            if not failure.recipient:
                break
        else:
            outcome.sent += 1
            with database.write() as session:
                if not queue.sent(session, claimed, at):
                    log.warning("mail may go twice", mail=claimed.id)
    return outcome


def _note_failure(database: Database, claimed: Claimed, failure: NotDelivered, at: datetime) -> None:
    log.warning("mail not sent", mail=claimed.id, kind=claimed.kind, problem=str(failure))
    with database.write() as session:
        queue.failed(session, claimed, at, str(failure), for_good=failure.for_good)


def _message(claimed: Claimed, settings: Settings) -> EmailMessage:
    return message(
        claimed.kind,
        claimed.facts,
        number=claimed.id,
        sender=settings.mail_sender,
        to=claimed.address,
        language=claimed.language,
        public_url=str(settings.public_url),
        written_at=claimed.written_at,
    )
