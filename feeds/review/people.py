"""The people, and the parts of Vigie, that write and decide."""

import re
from typing import Final

from sqlmodel import Session, select

from feeds.review.states import PersonKind
from feeds.review.tables import Person

_HANDLE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,38}[a-z0-9]")


class NoSuchPerson(LookupError):
    """Nobody has this handle. `str()` is one sentence for people."""


def add(session: Session, handle: str, kind: PersonKind = PersonKind.PERSON) -> Person:
    """Add somebody under a public handle of 2 to 40 letters, digits and hyphens. Raises `ValueError`."""
    if not _HANDLE.fullmatch(handle):
        raise ValueError(f"{handle!r} is not a handle: use 2 to 40 lower-case letters, digits and hyphens.")
    if find(session, handle) is not None:
        raise ValueError(f"There is already a {handle}; choose another handle.")
    person = Person(handle=handle, kind=kind)
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
    return find(session, handle) or add(session, handle, PersonKind.MACHINE)
