"""The names that no row may be: the never-list, and the sites of the helplines that the feed gives."""

from sqlmodel import Session, col, select

from feeds.hostnames import NotAHostname, parse
from feeds.registry.tables import Helpline, ProtectedName


def protected(session: Session) -> frozenset[str]:
    """Hostnames in A-labels."""
    names = set(session.exec(select(ProtectedName.hostname)))
    for url in session.exec(select(Helpline.url).where(col(Helpline.url).is_not(None))):
        try:
            names.add(parse(url or "").ascii.removeprefix("www."))
        except NotAHostname:
            continue
    return frozenset(names)
