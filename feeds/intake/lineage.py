"""What a text tells of its names, move by move: which came after which, and whom that leaves to be the other one."""

from typing import Final

from feeds.intake.mention import related
from feeds.intake.namings import REACH, Namings, only_of

_THREAD: Final = 900  # characters in which the two ends of a move may stand apart


class Lineage:
    """The moves of the sites of a text, growing as they are read in order."""

    def __init__(self, namings: Namings, listed: frozenset[frozenset[str]]) -> None:
        self.namings = namings
        self.moves: list[tuple[str, str]] = []
        self.doubted: frozenset[str] = frozenset()  # names of which a move is told in doubt, and never without
        self.planned: frozenset[str] = frozenset()  # names that the site is not said to have
        self.together = listed  # pairs of names that the site has side by side
        self.has_copies = False  # whether anything in the text is called a copy
        self.copies: set[str] = set()  # names that others run, and none of the site's
        self.current: str | None = None
        self._revived: dict[str, int] = {}  # where it is told that a site came back under a name
        self._former: tuple[str, int] | None = None  # a name the site had, whose new one is not told yet
        self._arrived: tuple[str, int] | None = None  # a new name whose old one is not told yet
        self._lines: dict[str, set[str]] = {}
        self._after: dict[str, set[str]] = {}
        self._told: list[tuple[int, str]] = []  # where a move is told, and whither

    def move(self, old: str, new: str, at: int, *, revived_at: int | None = None) -> None:
        """Record that `old` became `new`, as is said at `at`; `revived_at` where it says that `old` had ended."""
        self.moves.append((old, new))
        self._after.setdefault(old, set()).add(new)
        self._told.append((at, new))
        if revived_at is not None:
            self._revived.setdefault(new, revived_at)
        line = self.line(old) | self.line(new)
        self._lines.update(dict.fromkeys(line, line))
        self.current, self._former, self._arrived = new, None, None

    def old_of(self, new: str, at: int, *, any_brand: bool) -> str | None:
        """Return the name that the site had before `new`, which the text says at `at` it has now.

        Without `any_brand` both must share a brand. When none is told, `new` waits for one.
        """
        former = self._within(self._former, at)
        if former and former != new and (any_brand or self._alike(former, new)):
            return former
        if self.current and self.current != new and (any_brand or self._belongs(new)):
            return self.current
        if self.current != new:
            self._arrived, self.current = (new, at), self.current or new
        return None

    def new_of(self, old: str, at: int) -> str | None:
        """Return the name that the site has since it had `old`, which the text says at `at` it had once."""
        if any(old == left for left, _ in self.moves):
            return None
        arrived = self._within(self._arrived, at)
        if arrived and arrived != old and self._alike(old, arrived):
            return arrived
        self._former, self.current = (old, at), self.current or old
        return None

    def was_left_since(self, begin: int) -> bool:
        """Say whether the text tells from here on that the site left a name, and not yet for which."""
        return self._former is not None and self._former[1] >= begin

    def reached_before(self, new: str, at: int) -> str | None:
        """Return the name to which the site of `new` is last said to have moved before `at`, in the same thread."""
        told = [(place, host) for place, host in self._told if 0 < at - place <= _THREAD and self.are_alike(host, new)]
        host = max(told, default=(0, None))[1]
        return host if host and host not in self.line(new) else None

    def line(self, host: str) -> set[str]:
        """Return every name tied to this one by recorded moves, and itself."""
        return self._lines.get(host, {host})

    def later(self, host: str) -> set[str]:
        """Return every name to which recorded moves lead from this one."""
        found: set[str] = set()
        ahead = {host}
        while ahead := {new for old in ahead for new in self._after.get(old, ())} - found:
            found |= ahead
        return found

    def latest(self, key: str, until: int) -> str | None:
        """Return the name a brand has in the text: the end of its line, or else its most written name.

        Of several written as often, the one named last before `until`; a copy is none of its names.
        """
        places = {host: starts for host, starts in self.namings.places_of(key).items() if host not in self.copies}
        if not places:
            return None
        line = self.line(next(iter(places)))
        if len(line) > 1:
            return self._last(line, until)
        last = {host: max((start for start in starts if start < until), default=-1) for host, starts in places.items()}
        return max(places, key=lambda host: (len(places[host]), last[host]))

    def _last(self, line: set[str], until: int) -> str:
        """Return the name at the end of a line; until the text tells that the site came back, it is the one before."""
        moves = [move for move in self.moves if move[1] in line]
        told = [move for move in moves if self.namings.first.get(move[1], 0) < until]
        if not told and any(self.namings.first.get(old, until) < until for old, _ in moves):
            return moves[0][0]
        moves = told or moves
        while len(moves) > 1 and self._revived.get(moves[-1][1], until) > until:
            moves.pop()
        old, new = moves[-1]
        return old if self._revived.get(new, until) > until else new

    def listed_before(self, at: int) -> set[str]:
        """Return the names that stand in one list with the last before `at`: "a.com and b.com. Both sites …"."""
        last = self.spoken_of(at, but=None)
        return {host for pair in self.together if last in pair for host in pair}

    def spoken_of(self, at: int, but: str | None) -> str | None:
        """Return the name of the site last spoken of before `at` that is not `but`, or None."""
        for mention in reversed(self.namings.before(at)):
            host = mention.host or self.latest(mention.key, at)
            if at - mention.end > REACH:
                return None
            if host and host != but:
                return host
        return None

    def first_spoken_of(self, at: int, but: str) -> str | None:
        """Return the first name in the line of the one last spoken of before `at` that is not `but`, or None."""
        first = self.spoken_of(at, but)
        before = {new: old for old, new in reversed(self.moves)}
        for _ in self.moves:
            first = before.get(first, first) if first else first
        return first

    def one_other(self, known: str, until: int | None, *, as_new: bool) -> str | None:
        """Return the one other name that shares a brand with this one, when no move tells that end of it.

        `as_new` asks what it became, else what it was. With `until`, the other must stand before it.
        """
        if self.namings.is_list() or any(known == (old if as_new else new) for old, new in self.moves):
            return None
        told = {host for move in self.moves if known in move for host in move}
        others = [
            host
            for host in self.namings.spelled_before(until)
            if host not in told | {known} and self._alike(host, known)
        ]
        others = [host for host in self.namings.spelled_before(until) if host not in told | {known}]
        others = [host for host in others if self._alike(host, known) and not self._is_no_other(host, known)]
        return only_of(others) or only_of(host for host in others if self.namings.same_brand(host, known))

    def head_after(self, known: str) -> str | None:
        """Return the first name of the one line of moves that shares a brand with `known` and is told without it."""
        news = {new for _, new in self.moves}
        heads = {old for old, _ in self.moves if old not in news and self.are_alike(old, known)}
        return None if any(known in move for move in self.moves) else only_of(heads)

    def tail_before(self, new: str, begin: int, end: int) -> str | None:
        """Return the last name of the one line of moves that shares a brand with `new`.

        None where the moves are told in `text[begin:end]`, or one of them is to `new`: newspapers tell the latest move
        first, and in a sentence of its own.
        """
        if any(begin <= at < end for at, _ in self._told):
            return None
        left = {old for old, _ in self.moves}
        tails = {taken for _, taken in self.moves if taken not in left and self.are_alike(taken, new)}
        return None if any(new in move for move in self.moves) else only_of(tails)

    def beside(self, known: str, begin: int, end: int) -> str | None:
        """Return the one other name told in `text[begin:end]` that shares a brand with this one."""
        there = {each.host for each in self.namings.within(begin, end) if each.host}
        hosts = {host for host in there if self._alike(host, known)}
        return only_of(host for host in hosts - {known} if not self._is_no_other(host, known))

    def has_moved(self, new: str) -> bool:
        """Say whether a move is told of a site that shares a brand with `new`."""
        return any(self._alike(host, new) for move in self.moves for host in move)

    def are_alike(self, one: str, other: str) -> bool:
        """Say whether two names of the text share a brand, and it does not have them side by side."""
        return one != other and {one, other} not in self.together and self._alike(one, other)

    def are_the_two(self, one: str, other: str) -> bool:
        """Say whether these are the only two names that the text spells, and it does not list them side by side."""
        return {one, other} == self.namings.spelled.keys() & self.namings.central and {one, other} not in self.together

    def come_in_order(self, one: str, other: str) -> bool:
        """Say whether two brands come in this order in the text, which calls nothing in it a copy."""
        keys = self.namings.keys[one], self.namings.keys[other]
        return not self.has_copies and not related(*keys) and self.namings.come_in_order(*keys)

    def untold(self) -> list[str]:
        """Return the names that the text is about and of which no move, plan or copy is told, in its order."""
        told = {host for move in self.moves for host in move} | self.copies | self.planned | self.doubted
        spelled = self.namings.spelled
        return sorted((spelled.keys() & self.namings.central) - told, key=lambda host: spelled[host])

    def pair_around(self, at: int) -> tuple[str, str] | None:
        """Return the two names of the brand spoken of at `at`, in the order of the text; None where it has not two."""
        hosts = self.namings.names_of(self.namings.brand_at(at))
        if len(hosts) != 2 or any(host in move for host in hosts for move in self.moves):
            return None
        one, other = hosts
        return None if {one, other} & (self.copies | self.planned | self.doubted) else (one, other)

    def subject(self, known: str, until: int | None, *, as_new: bool) -> str | None:
        """Return the name of the one site that the text has named (before `until`), whatever its brand.

        None when there are several, and when a move tells that end of either name. `as_new` as for `one_other`.
        """
        only = only_of({*self.namings.spelled_before(until)} & self.namings.central - {known})
        if only and self._is_no_other(only, known):
            return None
        old, new = (known, only) if as_new else (only, known)
        return None if any(old == left or new == taken for left, taken in self.moves) else only

    def _is_no_other(self, host: str, known: str) -> bool:
        """Say whether a name is only planned for, or the site has both.

        One that is named first is the old one, whatever is denied of it.
        """
        if {host, known} in self.together:
            return True
        return host in self.planned and self.namings.first.get(host, 0) > self.namings.first.get(known, 0)

    def _belongs(self, new: str) -> bool:
        return self.current is not None and any(self._alike(host, new) for host in self.line(self.current))

    def _alike(self, one: str, other: str) -> bool:
        return self.namings.share_a_brand(one, other)

    def _within(self, told: tuple[str, int] | None, at: int) -> str | None:
        return told[0] if told and abs(at - told[1]) <= _THREAD else None
