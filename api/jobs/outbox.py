"""Writes what clocks call for, and sends the mail that is due."""

from datetime import datetime

from api.database import Database, alone
from api.outbox import notices, queue, sending
from api.outbox.sending import Sent
from api.settings import Settings


def run(database: Database, settings: Settings, at: datetime) -> Sent:
    """Write and send what is due at a moment. Any number of processes may do it at once; nobody is told twice."""
    with database.write() as session:
        alone(session, "mail of clocks")
        notices.write(session, at)
        queue.prune(session, at)
    return sending.send_due(database, settings, at)
