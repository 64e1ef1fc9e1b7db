"""Which accounts a page is counted by, from the table in `trackers.toml`. Pure."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from feeds.watch.observing.observation import Tracker

MOST: Final = 32  # to a page; a page with more was made to have them
_TABLE: Final = Path(__file__).with_name("trackers.toml")


def trackers_in(html: str) -> tuple[Tracker, ...]:
    """The accounts named in a page's HTML, sorted, at most `MOST`."""
    found = {
        _tracker(kind, match)
        for kind, letters, pattern in _patterns()
        if letters in html
        for match in pattern.finditer(html)
    }
    return tuple(sorted(found, key=lambda tracker: (tracker.kind, tracker.id))[:MOST])


def _tracker(kind: str, match: re.Match[str]) -> Tracker:
    host = match.groupdict().get("host")
    return Tracker(kind, f"{host}/{match['id']}" if host else match["id"])


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    entries = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["tracker"]
    return tuple((entry["kind"], entry["has"], re.compile(entry["id"])) for entry in entries)
