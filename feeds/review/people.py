"""The people, and the parts of Vigie, that write and decide."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from feeds.review import journal, roles
from feeds.review.four_eyes import NotAllowed
from feeds.review.roles import Deed, Role
from feeds.review.states import PersonKind
from feeds.review.tables import Person

OPERATOR: Final = "operator"
"""Whoever runs commands on the machine, as the Journal names them."""
_HANDLE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,38}[a-z0-9]")


class NoSuchPerson(LookupError):
    """Nobody has this handle. `str()` is one sentence for people."""


def add(session: Session, handle: str, kind: PersonKind = PersonKind.PERSON, *, role: Role = Role.REVIEWER) -> Person:
    """Add somebody under a public handle of 2 to 40 letters, digits and hyphens. Raises `ValueError`."""
    if not _HANDLE.fullmatch(handle):
        raise ValueError(f"{handle!r} is not a handle: use 2 to 40 lower-case letters, digits and hyphens.")
    if handle == OPERATOR:
        raise ValueError(f"{OPERATOR!r} is whoever runs commands on the machine; choose another handle.")
    if find(session, handle) is not None:
        raise ValueError(f"There is already a {handle}; choose another handle.")
    person = Person(handle=handle, kind=kind, role=role)
    session.add(person)
    session.flush()
    return person


def find(session: Session, handle: str) -> Person | None:
    """Who has this handle, if anybody."""
    return session.exec(select(Person).where(Person.handle == handle)).first()


def get(session: Session, handle: str) -> Person:
    """Who has this handle. Raises `NoSuchPerson`."""
    person = find(session, handle)
    if person is None:
        raise NoSuchPerson(f"There is nobody called {handle!r}; `vigie people list` shows who there is.")
    return person


def machine(session: Session, handle: str) -> Person:
    """A part of Vigie as an author, added on its first Proposal."""
    return find(session, handle) or add(session, handle, PersonKind.MACHINE, role=Role.EDITOR)


def check_may(person: Person, deed: Deed) -> None:
    """Raise `four_eyes.NotAllowed` unless this person's role lets them do this."""
    roles.check(person.handle, person.role, deed)


def invite(session: Session, handle: str, role: Role, *, by: Person | None, at: datetime) -> Person:
    """Add a person on an admin's word, or the operator's (None), which the Journal keeps.

    Raises `four_eyes.NotAllowed`, and `ValueError` as `add` does.
    """
    _check_may_administer(by)
    person = add(session, handle, role=role)
    note(session, person, "invite", by=by, at=at, body={"role": role.value})
    return person


def set_role(session: Session, person: Person, role: Role, *, by: Person | None, at: datetime) -> bool:
    """Give a person another role, on an admin's word or the operator's (None); False when it is theirs already.

    Raises `four_eyes.NotAllowed`, also for a part of Vigie, and when nobody would be left to administer.
    """
    _check_may_administer(by)
    if person.kind != PersonKind.PERSON:
        raise NotAllowed(f"{person.handle} is a part of Vigie: it drafts, and its role is not changed.")
    before = Role(person.role)
    if before == role:
        return False
    if before == Role.ADMIN and _admins(session) == 1:
        raise NotAllowed(f"{person.handle} is the only admin; make somebody else an admin first.")
    person.role = role
    session.add(person)
    session.flush()
    note(session, person, "set_role", by=by, at=at, body={"role": role.value, "before": before.value})
    return True


def note(
    session: Session,
    person: Person,
    action: str,
    *,
    by: Person | None,
    at: datetime,
    body: Mapping[str, str | int | list[str]],
) -> None:
    """Write into the Journal, which is public, what a person or the operator (None) did about somebody's place here."""
    actor = by.handle if by else OPERATOR
    journal.record(session, at=at, actor=actor, action=action, subject=f"person {person.handle}", body=dict(body))


def _check_may_administer(by: Person | None) -> None:
    if by is not None:
        check_may(by, Deed.ADMINISTER)


def _admins(session: Session) -> int:
    # Two admins who leave at once wait for one another: the rows are locked before they are counted.
    admins = select(Person.id).where(col(Person.role) == Role.ADMIN).with_for_update()
    return len(session.exec(admins).all())
