"""Who is let in, in what role, and from which browsers: the one way of the Desk, the commands and the API to change it.

`by` is whose word it is: an admin's, or the operator's (None). Each call runs in the caller's transaction.
"""

from datetime import datetime

from sqlmodel import Session

from api.desk import signing_in
from api.desk.tables import DeskSession
from api.settings import Settings
from feeds.review import people, roles
from feeds.review.roles import Deed, Role
from feeds.review.tables import Person


def invite(session: Session, handle: str, role: Role, settings: Settings, *, by: Person | None, at: datetime) -> str:
    """Add somebody; return the link that lets them in once. Raises as `people.invite` does."""
    person = people.invite(session, handle, role, by=by, at=at)
    return signing_in.invite(session, person, settings, at)


def make_link(session: Session, person: Person, settings: Settings, *, by: Person | None, at: datetime) -> str:
    """A new link for somebody, which ends those before. Raises `NotAllowed`, also for a part of Vigie."""
    if by is not None:
        people.check_may(by, Deed.ADMINISTER)
    link = signing_in.invite(session, person, settings, at)
    people.note(session, person, "link", by=by, at=at, body={})
    return link


def change_role(session: Session, person: Person, role: Role, *, by: Person | None, at: datetime) -> None:
    """Give somebody another role; they are signed out everywhere. Raises `NotAllowed` as `people.set_role` does."""
    if people.set_role(session, person, role, by=by, at=at):
        signing_in.end(session, at, person_id=person.id)


def end_session(session: Session, digest: str, *, by: Person, at: datetime) -> bool:
    """Sign a browser out: one's own, or as an admin anybody's; False when there is no such session."""
    found = session.get(DeskSession, digest)
    is_own = found is not None and found.person_id == by.id
    if found is None or not (is_own or roles.may(by.role, Deed.ADMINISTER)):
        return False
    if signing_in.end(session, at, digest=digest) and not is_own:
        whose = session.get_one(Person, found.person_id)
        people.note(session, whose, "end_session", by=by, at=at, body={})
    return True
