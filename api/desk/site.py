"""A Site: its Lineage drawn, its Names, what is published of it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session, col, or_, select

from api.desk.curator import Curator, database_of
from api.desk.lineage import of_names
from api.web import page
from feeds.registry import taxonomy
from feeds.registry.tables import Event, Name, Signal, Site
from feeds.release.tables import Release
from feeds.review import waiting
from feeds.review.states import ProposalState
from feeds.review.waiting import Asked
from feeds.watch.tables import Finding

router = APIRouter(prefix="/desk", include_in_schema=False)
_FINDINGS = 20
_PENDING = 20


@router.get("/sites/{slug}")
def site(request: Request, slug: str, curator: Curator) -> HTMLResponse:
    """One Site, as the registry has it."""
    with database_of(request).read() as session:
        found = session.exec(select(Site).where(Site.slug == slug)).first()
        if found is None:
            raise HTTPException(404, "There is no such site.")
        names = session.exec(select(Name.hostname).where(Name.site_id == found.id)).all()
        signals = select(Signal.signal).where(Signal.site_id == found.id).order_by(Signal.signal)
        events = select(Event).where(Event.site_id == found.id).order_by(col(Event.date), col(Event.id))
        values = {
            "site": found,
            "category": taxonomy.categories()[found.category].label,
            "lineage": of_names(session, names),
            "signals": [taxonomy.signals()[signal].label for signal in session.exec(signals)],
            "events": session.exec(events).all(),
            "release": session.exec(select(Release).order_by(col(Release.serial).desc()).limit(1)).first(),
            "found": _findings(session, names),
            "pending": waiting.proposals(session, Asked(site=slug), most=_PENDING),
            "drafts": waiting.proposals(session, Asked(state=ProposalState.DRAFT, site=slug), most=_PENDING),
        }
    values |= {"curator": curator, "today": datetime.now(UTC).date()}
    return page(request, "desk/site.html", values)


def _findings(session: Session, names: Sequence[str]) -> Sequence[Finding]:
    about = or_(col(Finding.old).in_(names), col(Finding.new).in_(names))
    return session.exec(select(Finding).where(about).order_by(col(Finding.last_seen).desc()).limit(_FINDINGS)).all()
