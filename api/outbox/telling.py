"""Writing mail in the transaction of what it tells: both are there afterwards, or neither.

No call here opens a connection. Telling the same thing again, from any process, writes nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from api.outbox import choosing
from api.outbox.kinds import MailKind
from api.outbox.tables import Mail, MailAddress
from feeds.review.tables import Person

Facts = Mapping[str, str | int | list[str]]


def tell(session: Session, kind: MailKind, key: str, facts: Facts, at: datetime) -> int:
    """Write a mail to everybody who wants mail of this kind and was not told this yet; return how many.

    `key` says what it is about: one mail of a kind for each key, to each person. `facts` fill the text.
    """
    told = select(Mail.person_id).where(Mail.kind == kind, Mail.key == key)
    asked = select(MailAddress.person_id).where(
        col(MailAddress.confirmed_at).is_not(None), col(MailAddress.person_id).not_in(told), choosing.wants(kind)
    )
    numbers = session.exec(asked).all()
    session.add_all(_mail(number, kind, key, facts, at) for number in numbers)
    session.flush()
    return len(numbers)


def tell_one(session: Session, person: Person, kind: MailKind, key: str, facts: Facts, at: datetime) -> None:
    """Write a mail to one person, whoever asked for mail."""
    session.add(_mail(person.id, kind, key, facts, at))
    session.flush()


def _mail(number: int, kind: MailKind, key: str, facts: Facts, at: datetime) -> Mail:
    kept: dict[str, Any] = dict(facts)
    return Mail(person_id=number, kind=kind, key=key, facts=kept, written_at=at, due_at=at)
