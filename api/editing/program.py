"""Which program asks, what it may do, and a transaction in which its person acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from api.bearer import Program, bearer
from api.database import Database
from api.settings import Settings
from feeds.review.roles import Deed
from feeds.review.tables import Person

Reader = Annotated[Program, Depends(bearer(Deed.READ))]
Editor = Annotated[Program, Depends(bearer(Deed.PROPOSE))]
Reviewer = Annotated[Program, Depends(bearer(Deed.REVIEW))]
Admin = Annotated[Program, Depends(bearer(Deed.ADMINISTER))]


@dataclass(frozen=True, slots=True)
class Acting:
    """A person who acts through a program, in one transaction, at one moment."""

    session: Session
    person: Person
    at: datetime


@contextmanager
def acting(request: Request, program: Program) -> Iterator[Acting]:
    """One transaction that commits at the end."""
    with database_for(request, program).write() as session:
        yield Acting(session, session.get_one(Person, program.person.id), now())


def database_for(request: Request, program: Program) -> Database:
    """The database, as a program writes to it: the Journal says by which token."""
    return database_of(request).by_token(program.token.id)


def database_of(request: Request) -> Database:
    """The database of the application that was asked."""
    database: Database = request.app.state.database
    return database


def settings_of(request: Request) -> Settings:
    """The settings of the application that was asked."""
    settings: Settings = request.app.state.settings
    return settings


def now() -> datetime:
    """The moment at which a program asks."""
    return datetime.now(UTC)
