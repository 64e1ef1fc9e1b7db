"""Somebody leaves: every way in that they had is closed. What they wrote and decided stays, with their handle."""

from datetime import datetime

from sqlmodel import Session, col, delete

from api import tokens
from api.desk import signing_in
from api.desk.tables import Passkey
from api.outbox import addresses
from feeds.review import people
from feeds.review.roles import Role
from feeds.review.tables import Person


def retire(session: Session, person: Person, *, by: Person | None, at: datetime) -> None:
    """Take passkeys, sessions, links, tokens and mail from a person, on an admin's word or the operator's (None).

    They are left a reader, whom a new link would let in again. Raises `NotAllowed` as `people.set_role` does.
    """
    people.set_role(session, person, Role.READER, by=by, at=at)
    session.execute(delete(Passkey).where(col(Passkey.person_id) == person.id))
    signing_in.end(session, at, person_id=person.id)
    signing_in.close_links(session, person, at)
    tokens.revoke_all(session, person, at)
    addresses.forget(session, person)
    people.note(session, person, "retire", by=by, at=at, body={})
