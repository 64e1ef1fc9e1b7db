"""Renames that were seen, read from a table.

Columns, separated by tabs, named in the first line: `site` (any word that stands for it), `old`, `new`, `order` (a
number that grows with time within a site) and `kind`. Only rows of a kind in `IN_ORDER` tell one move from a name to
the next; others, such as lists of former names, are left. More columns are ignored.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from feeds.hostnames import Hostname, NotAHostname, parse

IN_ORDER: Final = frozenset({"seq", "filerename"})
_COLUMNS: Final = ("site", "old", "new", "order", "kind")


class NotRenames(ValueError):
    """A text is no table of renames. `str()` is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Rename:
    """One site left one name for another. `order` counts the site's moves."""

    site: str
    old: Hostname
    new: Hostname
    order: int
    date: str


def read_renames(text: str) -> list[Rename]:
    """The moves in a table, by site, day and order. Sites that share a name are one.

    A row whose names cannot be listed, or are one name, is left out.

    Raises `NotRenames` when a column is missing, or when no row is left.
    """
    table = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    if missing := [column for column in _COLUMNS if column not in (table.fieldnames or ())]:
        raise NotRenames(f"A table of renames has the columns {', '.join(_COLUMNS)}; missing: {', '.join(missing)}.")
    if not (moves := list(_moves(table))):
        raise NotRenames("The table holds no rename that can be learned from.")
    return sorted(_joined(moves), key=lambda move: (move.site, move.date, move.order))


def _joined(moves: Sequence[Rename]) -> Iterator[Rename]:
    """The moves, with one word for sites that share a name: a table joined from two may call one site by two words."""
    site_of: dict[str, str] = {}
    for move in moves:
        for name in (move.old.registrable, move.new.registrable):
            one, other = _last(site_of, f"name {name}"), _last(site_of, move.site)
            site_of[max(one, other)] = min(one, other)
    return (replace(move, site=_last(site_of, move.site)) for move in moves)


def _last(site_of: Mapping[str, str], site: str) -> str:
    while site_of.get(site, site) != site:
        site = site_of[site]
    return site


def _moves(table: "csv.DictReader[str]") -> Iterator[Rename]:
    for row in table:
        order = row["order"] or ""
        if row["kind"] not in IN_ORDER or not order.isdecimal():
            continue
        try:
            move = Rename(
                row["site"] or "", parse(row["old"] or ""), parse(row["new"] or ""), int(order), row.get("date") or ""
            )
        except NotAHostname:
            continue
        if move.old.registrable != move.new.registrable:
            yield move
