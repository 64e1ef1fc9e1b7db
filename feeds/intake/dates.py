"""Dates in prose, as exact as the words: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from feeds.intake.lexicon import Lexicon, lexicon

_LOOK_BACK: Final = 30  # years in which a weekday fixes the year; beyond it the calendar has repeated itself
_YEAR = r"(?:19[89]\d|20\d\d)"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date at `[start:end]` of a sentence; `why` says how its year was found, or is empty when it is written."""

    start: int
    end: int
    value: str
    why: str


def find_moments(plain: str, words: Lexicon, published: str | None, today: date) -> list[Moment]:
    """Return the dates of a folded sentence that can be resolved, in its order.

    A day without a year, "last March" and "last year" are read against `published`; without that, a weekday fixes a day
    to the latest year not after `today`; with neither it is left out. So is a date that the words before it give to
    another event.
    """
    found: list[Moment] = []
    for match in _moment_pattern(words.language).finditer(plain):
        resolved = _resolve(match, words, published, today)
        told = words.words["dates.other"].search(plain, max(0, match.start() - 14), match.start())
        if resolved and not told:
            found.append(Moment(match.start(), match.end(), *resolved))
    return found


@cache
def _moment_pattern(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    month, weekday = _any(words.months), _any(words.weekdays)
    last = words.words["dates.last"].pattern
    of = r"(?:\s*,?\s*(?:de|del|of)?\s+)"
    before = rf"(?:\b(?P<weekday>{weekday})\b[\s,(]*(?:le|den|dem|the|dia)?\s*)?"
    return re.compile(
        rf"{before}\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|º|\.)?{of}(?P<month>{month})\b(?:{of}(?P<year>{_YEAR})\b)?"
        rf"|{before.replace('weekday>', 'weekday2>')}\b(?P<month2>{month})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b"
        rf"(?:,?\s+(?P<year2>{_YEAR})\b)?"
        rf"|\b(?P<month3>{month}){of}(?P<year3>{_YEAR})\b"
        rf"|\b(?P<year4>{_YEAR})-(?P<month4>\d\d)-(?P<day4>\d\d)\b"
        rf"|\b(?P<day5>\d{{1,2}})[/.](?P<month5>\d{{1,2}})[/.](?P<year5>{_YEAR})\b"
        rf"|{words.words['dates.in'].pattern}\s+(?P<year6>{_YEAR})\b"
        rf"|(?P<last_year>{words.words['dates.last_year'].pattern})|(?P<last_month>{words.words['dates.last_month'].pattern})"
        rf"|{last}\s+(?P<passed>{month})\b|\b(?P<passed2>{month})\s+{last}"
        rf"|(?P<today>{words.words['dates.today'].pattern})|(?P<yesterday>{words.words['dates.yesterday'].pattern})"
        rf"|\b(?P<alone>{weekday})\b"
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _resolve(match: re.Match[str], words: Lexicon, published: str | None, today: date) -> tuple[str, str] | None:
    parts = {re.sub(r"\d", "", key): value for key, value in match.groupdict().items() if value}
    if {"today", "yesterday", "alone"} & parts.keys():
        return _relative(parts, words, published)
    if {"last_year", "last_month", "passed"} & parts.keys():
        return _last(parts, words, published)
    month = parts.get("month", "")
    number = words.months.get(month) or (int(month) if month.isdigit() else 0)
    day, year = int(parts.get("day", 0)), int(parts.get("year", 0))
    if year:
        value = "-".join([f"{year}"] + [f"{part:02}" for part in (number, day) if part])
        return (value, "") if _exists(year, number, day) else None
    weekday = words.weekdays.get(parts.get("weekday", ""))
    return _without_year(number, day, weekday, published, today)


def _relative(parts: dict[str, str], words: Lexicon, published: str | None) -> tuple[str, str] | None:
    if not published or len(published) < len("YYYY-MM-DD"):
        return None
    said = date.fromisoformat(published)
    if "yesterday" in parts:
        said -= timedelta(days=1)
    elif "alone" in parts:
        said -= timedelta(days=(said.weekday() - words.weekdays[parts["alone"]]) % 7)
    return said.isoformat(), f"counted from {published}, when it was published"


def _last(parts: dict[str, str], words: Lexicon, published: str | None) -> tuple[str, str] | None:
    """Resolve "last year", "last month" and "last March": the one before that in which the article appeared."""
    year, month = (int(part) for part in f"{published or 0}-0".split("-")[:2])
    if not year or not (month or "last_year" in parts):
        return None
    why = f"counted from {published}, when it was published"
    if "last_year" in parts:
        return f"{year - 1}", why
    last = words.months[parts["passed"]] if "passed" in parts else (month - 2) % 12 + 1
    return f"{year - (last >= month)}-{last:02}", why


def _without_year(
    month: int, day: int, weekday: int | None, published: str | None, today: date
) -> tuple[str, str] | None:
    if published:
        year = int(published[:4])
        # An article of January speaks of a day in December: the year before.
        late = f"{year}-{month:02}-{day:02}"[: len(published)] > published
        year -= late and len(published) > len("YYYY")
        why = f"the year is that of {published}, when it was published"
        return (f"{year}-{month:02}-{day:02}", why) if _exists(year, month, day) else None
    if weekday is None:
        return None
    for year in range(today.year, today.year - _LOOK_BACK, -1):
        if _exists(year, month, day) and (fixed := date(year, month, day)) <= today and fixed.weekday() == weekday:
            return fixed.isoformat(), f"{year} is the latest year in which that day was this weekday"
    return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return False
    return True
