"""The names a text gives to sites, which belong together, and which of them a brand or "the site" means."""

from typing import Final

from feeds.intake.mention import Kind, Mention, related

_REACH: Final = 400  # characters back in which "the site" finds the site it stands for


class Lineage:
    """What is known of the names of a text, growing as its renames are read in order."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self.keys: dict[str, str] = {mention.host: mention.key for mention in mentions if mention.host}
        self.moves: list[tuple[str, str]] = []
        self.current: str | None = None
        self.arrived: str | None = None  # a new name whose old one the text has not told yet

    def move(self, old: str, new: str) -> None:
        """Record that `old` became `new`, in the order of the text."""
        self.moves.append((old, new))
        self.current, self.arrived = new, None

    def belongs(self, new: str) -> bool:
        """Say whether a name shares a brand with any name of the line that `current` ends."""
        if self.current is None:
            return False
        line = self.line(self.current)
        return any(related(self.keys.get(host, ""), self.keys.get(new, "")) for host in line)

    def line(self, host: str) -> set[str]:
        """Return every name tied to this one by recorded moves, and itself."""
        line = {host}
        while grown := {end for move in self.moves for end in move if line & set(move)} - line:
            line |= grown
        return line

    def site_at(self, place: Mention | int) -> str | None:
        """Return the key of the site that a place speaks of, or None when the text does not tell."""
        if isinstance(place, Mention):
            return place.key
        before = [mention for mention in self.mentions if mention.start < place and mention.kind is not Kind.COUNTRY]
        if before and place - before[-1].end <= _REACH:
            return before[-1].key
        keys = {mention.key for mention in self.mentions}
        return keys.pop() if len(keys) == 1 else None

    def latest(self, key: str, until: int) -> str | None:
        """Return the name a brand has in the text: the end of its line, or else its most written name.

        Of several written as often, the one named last before `until`.
        """
        places: dict[str, list[int]] = {}
        for mention in self.mentions:
            if mention.host and mention.key == key and mention.kind is not Kind.COUNTRY:
                places.setdefault(mention.host, []).append(mention.start)
        if not places:
            return None
        line = self.line(next(iter(places)))
        ends = [new for _, new in self.moves if new in line]
        if ends:
            return ends[-1]
        last = {host: max((start for start in starts if start < until), default=-1) for host, starts in places.items()}
        return max(places, key=lambda host: (len(places[host]), last[host]))

    def other(self, place: Mention | int, known: str, until: int) -> str | None:
        """Return the one other name that the site at this place has in the text before `until`.

        None when there is none, or more than one.
        """
        key = self.site_at(place)
        hosts = {
            mention.host
            for mention in self.mentions
            if mention.kind is Kind.NAME and mention.start < until and key and related(mention.key, key)
        } - {known}
        return hosts.pop() if len(hosts) == 1 else None
