"""What the registry knows of the names in an article, and what the same draft has added before."""

from typing import Final

from sqlmodel import Session, col, or_, select

from feeds import hostnames
from feeds.intake.listed import Listed
from feeds.intake.mention import key_of
from feeds.registry.lineage import oldest_first
from feeds.registry.tables import Event, Link, Name, ProtectedName, Site
from feeds.registry.words import EventKind, LinkKind
from feeds.review import never_list

_SHORTEST_BRAND: Final = 4  # letters; shorter labels are everybody's
_ENDS: Final = (EventKind.SEIZED, EventKind.CLOSED)


class Known:
    """The registry as one draft sees it. `added` are the Sites of the names that the draft adds, by hostname."""

    def __init__(self, session: Session, listed: Listed) -> None:
        self.added: dict[str, Site] = {}
        self._session, self._listed = session, listed

    def site(self, hostname: str) -> Site | None:
        """The Site whose Name this is."""
        if hostname in self.added:
            return self.added[hostname]
        return self._session.exec(select(Site).join(Name).where(Name.hostname == hostname)).first()

    def site_at(self, slug: str) -> Site | None:
        """The Site with this slug."""
        return self._session.exec(select(Site).where(Site.slug == slug)).first()

    def site_called(self, hostname: str) -> Site | None:
        """The one Site that people call as the hostname is called, whatever its ending."""
        try:
            brand = key_of(hostnames.parse(hostname))
        except hostnames.NotAHostname:
            return None
        slugs = self._listed.brands.get(brand, frozenset())
        if len(brand) < _SHORTEST_BRAND or len(slugs) != 1:
            return None
        return self._session.exec(select(Site).where(col(Site.slug).in_(slugs))).one()

    def name(self, hostname: str) -> Name | None:
        """The Name, when it is listed."""
        return self._session.exec(select(Name).where(Name.hostname == hostname)).first()

    def link(self, old: str, new: str, kind: LinkKind) -> Link | None:
        """The Link of a kind between two Names."""
        one, other = self.name(old), self.name(new)
        if one is None or other is None:
            return None
        joined = select(Link).where(Link.old_id == one.id, Link.new_id == other.id, Link.kind == kind)
        return self._session.exec(joined).first()

    def current_name(self, site: Site) -> str:
        """The newest Name of a Site, the draft's own counted last."""
        names = self._session.exec(select(Name).where(Name.site_id == site.id)).all()
        of_number = {name.id: name.hostname for name in names}
        links = select(Link).where(or_(col(Link.old_id).in_(of_number), col(Link.new_id).in_(of_number)))
        renames = [
            (of_number.get(link.old_id, ""), of_number.get(link.new_id, ""))
            for link in self._session.exec(links.where(Link.kind == LinkKind.RENAMED_TO))
        ]
        known = oldest_first({name.hostname: name.used_from for name in names}, renames)
        return [*known, *(name for name, owner in self.added.items() if owner.slug == site.slug)][-1]

    def has_ended(self, site: Site, date: str | None) -> bool:
        """Whether an Event says that a Site was closed or seized, on a date that may be this one."""
        known = self._session.exec(select(Event.date).where(Event.site_id == site.id, col(Event.kind).in_(_ENDS)))
        mine = date or ""
        return any((each or "").startswith(mine) or mine.startswith(each or "") for each in known)

    def is_listable(self, hostname: str) -> bool:
        """Whether the gate would let a Name in without a reason of its own."""
        protected = self._session.exec(select(ProtectedName.hostname))
        try:
            never_list.check(hostname, protected, despite=None)
        except (never_list.MustNotList, never_list.NeedsReasonToList):
            return False
        return True
