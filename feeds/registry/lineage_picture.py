"""A Site's Lineage as a picture: each Name on a line of its own over time, and the Links between them. Pure.

The picture is SVG without a width of its own: places along the time axis are shares of the page's width and texts keep
their size, so that it is as readable on a phone as on a desk. Colours are the stylesheet's, by class. Every text in it
is escaped. It says nothing that cannot be told in a list, and a page shows that list beside it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final

from feeds.registry.words import LinkKind, Status

_LONGEST: Final = 34  # characters of a hostname, which a phone has room for
_LINE: Final = 20  # pixels
_BAR: Final = 12
_GAP: Final = 18
_LEFT: Final = 2.0  # per cent of the width: where the axis begins
_RIGHT: Final = 97.0
_NARROWEST: Final = 0.6
_BEFORE: Final = 6
_MOVES: Final = frozenset({LinkKind.RENAMED_TO, LinkKind.REDIRECTS_TO})
_ENDED: Final = frozenset({Status.CLOSED, Status.CLOSED_BY_AUTHORITY, Status.PARKED, Status.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class NameLine:
    """One Name. Dates are YYYY[-MM[-DD]] or None; `proposed` when nobody has approved it yet."""

    hostname: str
    status: Status
    used_from: str | None = None
    used_to: str | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """One Link from an older Name to a newer one, both of them lines of the picture."""

    old: str
    new: str
    kind: LinkKind
    date: str | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The reader's words: the picture's title, lines on how a Name stands and when, what a Link makes its newer end."""

    title: str
    name: Callable[[NameLine], Sequence[str]]
    tie: Callable[[Tie], str]


def drawn(names: Sequence[NameLine], ties: Sequence[Tie], until: date, words: Words) -> str:
    """Draw a Lineage, the first name at the top, as one `<svg>` element. `until` is today: where open lines end.

    A Link whose ends are not both among the names is left out.
    """
    axis = _Axis.over([*names, *ties], until)
    shown = [tie for tie in ties if {tie.old, tie.new} <= {name.hostname for name in names}]
    rows = _rows(names, shown, words)
    height = (rows[-1].bar if rows else 0) + _BAR + _GAP + _LINE
    parts = [*_grid(axis, height), *(_bar(row, shown, axis) for row in rows)]
    parts += [part for tie in shown for part in _line(tie, shown, rows, axis)]
    parts += [part for row in rows for part in _texts(row)]
    parts += [_head(tie, rows, axis) for tie in shown]
    said = "; ".join(
        [f"{name.hostname}: {', '.join(words.name(name))}" for name in names] + [words.tie(tie) for tie in shown]
    )
    head = f"<title>{escape(words.title)}</title><desc>{escape(said)}</desc>"
    return f'<svg class="lineage" role="img" width="100%" height="{height}">{head}{"".join(parts)}</svg>'


@dataclass(frozen=True, slots=True)
class _Row:
    name: NameLine
    ties: tuple[Tie, ...]
    said: tuple[str, ...]
    top: int

    @property
    def bar(self) -> int:
        return self.top + (1 + len(self.said)) * _LINE + 6

    @property
    def middle(self) -> int:
        return self.bar + _BAR // 2


def _rows(names: Sequence[NameLine], ties: Sequence[Tie], words: Words) -> list[_Row]:
    rows: list[_Row] = []
    for name in names:
        top = rows[-1].bar + _BAR + _GAP if rows else 0
        own = tuple(tie for tie in ties if tie.new == name.hostname)
        rows.append(_Row(name, own, (*words.name(name), *map(words.tie, own)), top))
    return rows


def _texts(row: _Row) -> Iterator[str]:
    host = row.name.hostname
    short = host if len(host) <= _LONGEST else f"{host[: _LONGEST // 2 - 1]}…{host[-_LONGEST // 2 :]}"
    yield _text("host", row.top + 15, short)
    for number, said in enumerate(row.said, 1):
        yield _text("said", row.top + 15 + number * _LINE, said)


def _text(kind: str, y: int, said: str) -> str:
    return f'<text class="{kind}" x="0" y="{y}">{escape(said)}</text>'


def _bar(row: _Row, ties: Sequence[Tie], axis: "_Axis") -> str:
    """A Name's time. What is not known of it is taken from its Links, and drawn as unsure."""
    name = row.name
    left, right = _extent(row, ties, axis)
    unsure = name.used_from is None or (name.status in _ENDED and name.used_to is None)
    classes = " ".join(["bar", name.status, *["unsure"] * unsure, *["proposed"] * name.proposed])
    width = max(right - left, _NARROWEST)
    return f'<rect class="{classes}" x="{left:.2f}%" width="{width:.2f}%" y="{row.bar}" height="{_BAR}" rx="3"/>'


def _extent(row: _Row, ties: Sequence[Tie], axis: "_Axis") -> tuple[float, float]:
    name = row.name
    begins = name.used_from or min((tie.date for tie in row.ties if tie.date), default=None)
    left_for = [tie.date for tie in ties if tie.old == name.hostname and tie.date and tie.kind in _MOVES]
    ends = name.used_to or (max(left_for, default=None) if name.status in _ENDED else None)
    left = axis.at(begins) if begins else _LEFT
    return left, max(axis.at(ends) if ends else _RIGHT, left)


def _line(tie: Tie, ties: Sequence[Tie], rows: Sequence[_Row], axis: "_Axis") -> Iterator[str]:
    """From the old Name's bar to the new one's, where the Link is dated; a bar that ends before that is led on."""
    old, new = _ends(tie, rows)
    x, ended = _dated(tie, old, new, axis), _extent(old, ties, axis)[1]
    classes = f"tie {tie.kind}" + (" proposed" if tie.proposed else "")
    if ended < x:
        yield f'<line class="{classes}" x1="{ended:.2f}%" x2="{x:.2f}%" y1="{old.middle}" y2="{old.middle}"/>'
    yield f'<line class="{classes}" x1="{x:.2f}%" x2="{x:.2f}%" y1="{old.middle}" y2="{_tip(old, new)}"/>'


def _head(tie: Tie, rows: Sequence[_Row], axis: "_Axis") -> str:
    """An arrow's head. A nested picture puts what is measured in pixels at a share of the width."""
    old, new = _ends(tie, rows)
    back = -8 if new.middle > old.middle else 8
    head = f'<polygon class="head {tie.kind}" points="-5,{back} 5,{back} 0,0"/>'
    return f'<svg x="{_dated(tie, old, new, axis):.2f}%" y="{_tip(old, new)}" overflow="visible">{head}</svg>'


def _ends(tie: Tie, rows: Sequence[_Row]) -> tuple[_Row, _Row]:
    by_name = {row.name.hostname: row for row in rows}
    return by_name[tie.old], by_name[tie.new]


def _dated(tie: Tie, old: _Row, new: _Row, axis: "_Axis") -> float:
    known = tie.date or new.name.used_from or old.name.used_to
    return axis.at(known) if known else _RIGHT


def _tip(old: _Row, new: _Row) -> int:
    return new.bar if new.middle > old.middle else new.bar + _BAR


def _grid(axis: "_Axis", height: int) -> Iterator[str]:
    for x, label in axis.ticks():
        yield f'<line class="tick" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{height - _LINE}"/>'
        anchor = "end" if x > 90 else "start" if x < 10 else "middle"
        yield f'<text class="year" x="{x:.2f}%" y="{height - 5}" text-anchor="{anchor}">{label}</text>'


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days as shares of the width."""

    first: date
    last: date

    @classmethod
    def over(cls, parts: Sequence[NameLine | Tie], until: date) -> "_Axis":
        """From the first day that is known of to `until`, or the last that is known of: a month at the least."""
        said = [part.date if isinstance(part, Tie) else part.used_from for part in parts]
        said += [part.used_to for part in parts if isinstance(part, NameLine)]
        days = [_day(text) for text in said if text]
        last = max([*days, until])
        first = min([*days, last - timedelta(days=31)])
        # What began nobody knows when began before all that is known: it gets room of its own.
        dated = {part.new for part in parts if isinstance(part, Tie) and part.date}
        dated |= {part.hostname for part in parts if isinstance(part, NameLine) and part.used_from}
        undated = any(part.hostname not in dated for part in parts if isinstance(part, NameLine))
        return cls(first - (last - first) / _BEFORE if undated else first, last)

    def at(self, text: str) -> float:
        """Where a date is, in per cent of the width."""
        return self._place(_day(text))

    def ticks(self) -> Iterator[tuple[float, str]]:
        """At most four dates to read the axis by, with their labels: years, or months of a short story."""
        months = (self.last - self.first).days / 30.4
        step = next(step for step in (1, 3, 6, 12, 24, 60, 120, 240, 1200, 12000) if months / step <= 3.5)
        month = -(-(self.first.year * 12 + self.first.month - 1) // step) * step
        while (day := date(month // 12, month % 12 + 1, 1)) <= self.last:
            if day >= self.first:
                yield self._place(day), f"{day.year}" if step >= 12 else f"{day:%Y-%m}"
            month += step

    def _place(self, day: date) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (day - self.first).days / (self.last - self.first).days


def _day(text: str) -> date:
    """The first day that a date can mean."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(max(year, 1), month, day)
