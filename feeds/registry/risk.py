"""Whether a Site's facts are recent enough to stop a visit. Pure: today comes in as an argument."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from feeds.registry.words import EventKind, Stance

FRESH_FOR_YEARS: Final = 5
RISK_EVENTS: Final = frozenset({EventKind.COURT, EventKind.REPORT, EventKind.SEIZED})
"""The Events that tell of a risk; that a Site was launched, renamed or closed by its owner tells of none."""


def stance(fact_dates: Iterable[str | None], today: date) -> Stance:
    """`warn` when a dated fact lies within the last five years, else `inform`.

    `fact_dates` are the dates (YYYY, YYYY-MM or YYYY-MM-DD) of the Evidence for a Site's Signals and of its
    `RISK_EVENTS`. An undated source cannot show that a risk is recent. A date that is only a year or a month counts
    from its last day: a family hears it rather a few months too long than too short.
    """
    oldest = f"{today.year - FRESH_FOR_YEARS:04}-{today.month:02}-{today.day:02}"
    fresh = any(date is not None and date >= oldest[: len(date)] for date in fact_dates)
    return Stance.WARN if fresh else Stance.INFORM
