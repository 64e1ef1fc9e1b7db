"""A Site's Lineage as the Desk shows it: what is true, and what a Proposal would add to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from markupsafe import Markup
from sqlmodel import Session, col, or_, select

from api.language import texts
from api.written_dates import in_words
from feeds.registry.lineage import oldest_first
from feeds.registry.lineage_picture import NameLine, Tie, Words, drawn
from feeds.registry.tables import Link, Name
from feeds.registry.words import LinkKind, Status
from feeds.review.operations import AddName, LinkNames, Operation, SetNameStatus

MOST: Final = 40
"""So many Names are drawn, the newest ones; the list beside the picture has them all."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Names, oldest first, and the Links between them."""

    names: tuple[NameLine, ...]
    ties: tuple[Tie, ...]

    def picture(self, until: date, language: str) -> Markup:
        """The Lineage drawn, in a reader's language: safe to be put in a page as it is."""
        shown = self.names[-MOST:]
        return Markup(drawn(shown, self.ties, until, words(language)))  # noqa: S704 (it escapes every text)

    def told(self, language: str) -> list["ToldName"]:
        """The Lineage as a list, in a reader's language."""
        said = words(language)
        return [
            ToldName(
                name.hostname,
                " · ".join(said.name(name)),
                [said.tie(tie) for tie in self.ties if tie.new == name.hostname],
            )
            for name in self.names
        ]


class ToldName(NamedTuple):
    """A Name in words: how it stands, and what each Link makes it to an older one."""

    hostname: str
    said: str
    ties: Sequence[str]


def of_names(session: Session, hostnames: Collection[str]) -> Lineage:
    """The Lineage around some Names: those of their Sites, and those of others that a Link joins to them."""
    sites = select(Name.site_id).where(col(Name.hostname).in_(hostnames))
    own = {name.id: name for name in session.exec(select(Name).where(col(Name.site_id).in_(sites)))}
    joined = or_(col(Link.old_id).in_(own), col(Link.new_id).in_(own))
    links = session.exec(select(Link).where(joined).order_by(col(Link.date), col(Link.id))).all()
    ends = {end for link in links for end in (link.old_id, link.new_id)} - own.keys()
    all_names = own | {name.id: name for name in session.exec(select(Name).where(col(Name.id).in_(ends)))}
    lines = [NameLine(each.hostname, Status(each.status), each.used_from, each.used_to) for each in all_names.values()]
    ties = [
        Tie(all_names[link.old_id].hostname, all_names[link.new_id].hostname, LinkKind(link.kind), link.date)
        for link in links
    ]
    return _ordered(lines, ties)


def with_changes(lineage: Lineage, changes: Sequence[Operation]) -> Lineage:
    """The Lineage as it would be, were the changes approved. What they add or change is marked as proposed."""
    names = {name.hostname: name for name in lineage.names}
    ties = list(lineage.ties)
    for change in changes:
        if isinstance(change, AddName):
            names[change.name] = NameLine(
                change.name, change.status, change.used_from, change.used_to, proposed=change.name not in names
            )
        elif isinstance(change, SetNameStatus) and change.name in names:
            known = names[change.name]
            used_to = change.used_to or known.used_to
            names[change.name] = replace(known, status=change.status, used_to=used_to)
        elif isinstance(change, LinkNames):
            tie = Tie(change.old, change.new, change.kind, change.date)
            ties += [] if tie in ties else [replace(tie, proposed=True)]
    return _ordered(list(names.values()), ties)


def named_in(changes: Sequence[Operation]) -> set[str]:
    """The hostnames of the Lineage that changes speak of."""
    named = {change.name for change in changes if isinstance(change, AddName | SetNameStatus)}
    return named | {end for change in changes if isinstance(change, LinkNames) for end in (change.old, change.new)}


def words(language: str) -> Words:
    """What the picture and the list beside it say, in one of the Desk's languages."""
    said = texts(language)

    def of_name(name: NameLine) -> list[str]:
        begins = said["used_from"].format(date=in_words(name.used_from, language)) if name.used_from else ""
        ends = said["used_to"].format(date=in_words(name.used_to, language)) if name.used_to else ""
        stands = [said[f"word_{name.status}"], said["proposed"] if name.proposed else ""]
        lines = (" · ".join(filter(None, parts)) for parts in (stands, [begins, ends]))
        return [line for line in lines if line]

    def of_tie(tie: Tie) -> str:
        told = said[f"tie_{tie.kind}"].format(old=tie.old, new=tie.new)
        when = in_words(tie.date, language) if tie.date else ""
        return " · ".join(part for part in (told, when, said["proposed"] if tie.proposed else "") if part)

    return Words(said["lineage"], of_name, of_tie)


def _ordered(names: Sequence[NameLine], ties: Sequence[Tie]) -> Lineage:
    """Oldest first. A copy, or whoever is said to follow, comes after what it follows."""
    used_from = {name.hostname: name.used_from or _first_tie(name.hostname, ties) for name in names}
    order = oldest_first(used_from, [(tie.old, tie.new) for tie in ties])
    known = {name.hostname: name for name in names}
    return Lineage(tuple(known[hostname] for hostname in order), tuple(ties))


def _first_tie(hostname: str, ties: Sequence[Tie]) -> str | None:
    return min((tie.date for tie in ties if tie.new == hostname and tie.date), default=None)
