"""The names of others, to be handed on: a file for each licence, apart from the feed and everything that is signed.

No curator looked at these names, and they are not ours to put under the feed's licence.
"""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Final

from sqlmodel import Session, col, select

from feeds.intake.lists.candidates import current_batches
from feeds.intake.lists.judging import Judge
from feeds.intake.lists.protected import protected
from feeds.intake.lists.tables import Batch, ImportedRow
from feeds.intake.lists.verdicts import RowVerdict

_AT_ONCE: Final = 5000  # rows


def file_of(licence: str) -> str:
    """`imported-cc-by-sa-4.0.txt`"""
    return f"imported-{licence.lower()}.txt"


def by_licence(session: Session, sources: Collection[str]) -> dict[str, list[Batch]]:
    """The Batches that count of some lists, by their licence."""
    rows = select(Batch).where(col(Batch.id).in_(current_batches()), col(Batch.source).in_(sources))
    batches = session.exec(rows.order_by(Batch.licence, Batch.source))
    return {licence: list(of_it) for licence, of_it in groupby(batches, lambda batch: batch.licence)}


def text(session: Session, licence: str, batches: Collection[Batch]) -> Iterator[str]:
    """The lines of one file: what it is and whose, then the good names, in alphabetical order.

    A name that was protected since its list was read is left out.
    """
    good = (col(ImportedRow.batch_id).in_([batch.id for batch in batches]), ImportedRow.verdict == RowVerdict.GOOD)
    yield "# Title: Names from lists of others, for blockers"
    yield "# Scope: not a part of Vigie's feed, and nobody at Vigie looked at these names"
    yield f"# Licence: {licence}{'' if licence.startswith('LicenseRef-') else f' https://spdx.org/licenses/{licence}'}"
    for batch in batches:
        read = f"read {batch.opened_at:%Y-%m-%d} from {batch.origin}"
        yield f"# Source: {batch.source}, {batch.good} names, {read}"
    judge = Judge(protected(session))
    names = select(ImportedRow.hostname).where(*good).group_by(col(ImportedRow.hostname))
    for name in session.exec(names.order_by(col(ImportedRow.hostname)).execution_options(yield_per=_AT_ONCE)):
        if name and not judge.protects(name):
            yield name
