"""The names a text gives to sites, which belong together, and which of them a brand or "the site" means."""

from collections import Counter
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
        counts = Counter(mention.host for mention in mentions if mention.host and mention.kind is Kind.NAME)
        self.known = [host for host, _ in counts.most_common()]

    def move(self, old: str, new: str) -> None:
        """Record that `old` became `new`, in the order of the text."""
        self.moves.append((old, new))
        self.current = new

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

    def latest(self, key: str) -> str | None:
        """Return the name a brand has in the text: the end of its line, or else its most written name."""
        hosts = [host for host in self.known if self.keys[host] == key] or [
            host for host, owner in self.keys.items() if owner == key
        ]
        if not hosts:
            return None
        line = self.line(hosts[0])
        ends = [new for _, new in self.moves if new in line]
        return ends[-1] if ends else hosts[0]

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
