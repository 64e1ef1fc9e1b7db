"""`/api/v1/registry/sites`: a Site as the registry has it now, and the Proposals that would change it.

What is out of it, families read at `/api/v1/sites`.
"""

from typing import Annotated, Final

from fastapi import HTTPException, Path, Query, Request, Response
from pydantic import Field
from sqlmodel import Session, col, or_, select

from api.editing import paging
from api.editing.answering import Shape, read
from api.editing.described import READ, READ_ONE
from api.editing.fields import Next
from api.editing.program import Reader, database_of
from api.editing.route import router_at
from feeds.registry.tables import Event, Name, Signal, Site
from feeds.registry.words import EventKind, Status
from feeds.review import operations, subjects
from feeds.review.states import ProposalState
from feeds.review.tables import Proposal, ProposedOperation

PATH: Final = "/api/v1/registry/sites"
PENDING: Final = (ProposalState.DRAFT, ProposalState.IN_REVIEW, ProposalState.APPROVED)
Slug = Annotated[operations.Slug, Path()]

router = router_at(PATH)


class SiteInShort(Shape):
    """A Site of the registry."""

    slug: str
    name: str
    category: str
    status: Status


class NameSaid(Shape):
    """A hostname of a Site."""

    name: str
    status: Status
    used_from: str | None
    used_to: str | None


class EventSaid(Shape):
    """What happened in a Site's life."""

    kind: EventKind
    date: str | None
    text: dict[str, str]


class PendingProposal(Shape):
    """A Proposal that would change the Site, or has changed it and is not out yet."""

    number: int
    title: str
    state: ProposalState


class WholeSite(SiteInShort):
    """A Site, with what is pending."""

    also_known_as: list[str]
    status_as_of: str | None
    names: list[NameSaid]
    signals: list[str]
    events: list[EventSaid]
    pending: list[PendingProposal]


class SitePage(Shape):
    """Some Sites."""

    sites: list[SiteInShort]
    next: Next


class Question(Shape):
    """From which Site on; no other parameter is taken."""

    cursor: Annotated[
        operations.Slug | None, Field(description="From `next`: the slug of the last Site that you have.")
    ] = None


@router.get("", response_model=SitePage, responses=READ)
def list_registry_sites(request: Request, _: Reader, question: Annotated[Question, Query()]) -> Response:
    """The Sites of the registry, sorted by slug, a hundred a page."""
    rows = select(Site).where(col(Site.slug) > (question.cursor or ""))
    with database_of(request).read() as session:
        found = session.exec(rows.order_by(col(Site.slug)).limit(paging.ask_for())).all()
    page = paging.page(found, PATH, question, lambda row: row.slug)
    sites = [SiteInShort.model_validate(row, from_attributes=True) for row in page.rows]
    return read(request, SitePage(sites=sites, next=page.next))


@router.get("/{slug}", response_model=WholeSite, responses=READ_ONE)
def read_registry_site(request: Request, _: Reader, slug: Slug) -> Response:
    """One Site of the registry, and what would change it."""
    with database_of(request).read() as session:
        found = session.exec(select(Site).where(Site.slug == slug)).first()
        if found is None:
            raise HTTPException(404, f"There is no site {slug} in the registry.")
        return read(request, _whole(session, found))


def _whole(session: Session, site: Site) -> WholeSite:
    names = session.exec(select(Name).where(Name.site_id == site.id).order_by(Name.hostname)).all()
    signals = select(Signal.signal).where(Signal.site_id == site.id).order_by(Signal.signal)
    events = select(Event).where(Event.site_id == site.id).order_by(col(Event.date), col(Event.id))
    return WholeSite(
        slug=site.slug,
        name=site.name,
        category=site.category,
        status=Status(site.status),
        also_known_as=site.also_known_as,
        status_as_of=site.status_as_of,
        names=[_name(row) for row in names],
        signals=list(session.exec(signals)),
        events=[EventSaid(kind=EventKind(row.kind), date=row.date, text=row.text) for row in session.exec(events)],
        pending=_pending(session, site.slug, [row.hostname for row in names]),
    )


def _name(row: Name) -> NameSaid:
    return NameSaid(name=row.hostname, status=Status(row.status), used_from=row.used_from, used_to=row.used_to)


def _pending(session: Session, slug: str, names: list[str]) -> list[PendingProposal]:
    about = or_(subjects.is_about([slug, *names]), subjects.adds_to([slug]))
    touching = select(ProposedOperation.proposal_id).where(about, col(ProposedOperation.gone_in).is_(None))
    waiting = select(Proposal).where(col(Proposal.id).in_(touching), col(Proposal.state).in_(PENDING))
    rows = session.exec(waiting.order_by(col(Proposal.id))).all()
    return [PendingProposal(number=row.id, title=row.title, state=ProposalState(row.state)) for row in rows]
