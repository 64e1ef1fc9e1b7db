"""What each person wants mail about: what has a clock, as long as they choose nothing else.

Each call runs in the caller's transaction.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select

from api.outbox.kinds import CHOSEN, HAS_A_CLOCK, MailKind
from api.outbox.tables import Mail, MailAddress, MailChoice
from feeds.review.tables import Person


def wanted(session: Session, person: Person) -> frozenset[MailKind]:
    """What a person wants mail about, of what is theirs to choose."""
    rows = session.exec(select(MailChoice.kind, MailChoice.wanted).where(MailChoice.person_id == person.id))
    said = {MailKind(kind): is_wanted for kind, is_wanted in rows}
    return frozenset(kind for kind in CHOSEN if said.get(kind, kind in HAS_A_CLOCK))


def choose(session: Session, person: Person, kinds: Collection[MailKind]) -> None:
    """Let a person get mail about these and nothing else; what waits about others does not go any more."""
    session.execute(delete(MailChoice).where(col(MailChoice.person_id) == person.id))
    session.add_all(MailChoice(person_id=person.id, kind=kind, wanted=kind in kinds) for kind in CHOSEN)
    unwanted = col(Mail.kind).in_([kind for kind in CHOSEN if kind not in kinds])
    session.execute(delete(Mail).where(col(Mail.person_id) == person.id, unwanted, col(Mail.sent_at).is_(None)))
    session.flush()


def wants(kind: MailKind) -> ColumnElement[bool]:
    """Whether the person of a `MailAddress` wants mail of a kind; what is nobody's to choose, everybody wants."""
    if kind not in CHOSEN:
        return col(MailAddress.person_id).is_not(None)
    is_default = kind in HAS_A_CLOCK
    otherwise = select(MailChoice.person_id).where(MailChoice.kind == kind, MailChoice.wanted != is_default)
    is_otherwise = col(MailAddress.person_id).in_(otherwise)
    return ~is_otherwise if is_default else is_otherwise
