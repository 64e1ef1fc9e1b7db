"""From a reported name to operations. Pure.

A report is no Evidence: the curator gives a source that was published, and what families wrote stays out of the
Proposal, so that it can be erased.
"""

import hashlib
import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl

from feeds.registry.words import Status
from feeds.review import operations as op
from feeds.review.operations import OPERATIONS, Operation


def slug_of(site: str) -> str:
    """`Épi-Chat 2` is `epi-chat-2`; "" when nothing of a name is written in Latin letters or digits."""
    plain = unicodedata.normalize("NFKD", site).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _has_slug(site: str) -> str:
    if not slug_of(site):
        raise ValueError("write the name in Latin letters: the address of its dossier is made of it.")
    return site


class Source(BaseModel):
    """A published source and what it shows of a site, as a curator fills it in."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    site: Annotated[
        str,
        Field(
            min_length=1,
            max_length=80,
            description="What people call the site; with a Latin letter or a digit.",
            json_schema_extra={"pattern": "[A-Za-z0-9]"},
        ),
        AfterValidator(_has_slug),
    ]
    category: op.CategoryId
    signal: op.SignalId
    publisher: op.Line
    title: op.Line
    url: HttpUrl
    quote: op.Passage
    language: op.Language
    date: op.PartialDate | None = None
    despite: op.Passage | None = None


def listing(name: str, source: Source, *, knows_site: bool, knows_source: bool) -> list[Operation]:
    """List a name for the one reason that a source gives; of a Site, and on a source, that are known or new."""
    slug, key = slug_of(source.site), key_of(source)
    cited = {"evidence": [key]}
    shown = source.model_dump(mode="json", include={"publisher", "title", "date", "language", "url", "quote"})
    described = {"slug": slug, "name": source.site, "category": source.category, "status": Status.ACTIVE}
    rows = [
        *([] if knows_source else [{"op": "add_evidence", "key": key, **shown}]),
        *([] if knows_site else [{"op": "add_site", **described, **cited}]),
        {"op": "add_name", "site": slug, "name": name, "status": Status.ACTIVE, "despite": source.despite, **cited},
        {"op": "add_signal", "site": slug, "signal": source.signal, **cited},
    ]
    return OPERATIONS.validate_python(rows)


def withdrawal(name: str, reason: str) -> list[Operation]:
    """Withdraw a listed name."""
    return OPERATIONS.validate_python([{"op": "retract_name", "name": name, "reason": reason}])


def key_of(source: Source) -> str:
    """The key of the Evidence: the same address and quote give the same."""
    read = f"{source.url}\0{source.quote}"
    return f"reported-{hashlib.sha256(read.encode()).hexdigest()[:16]}"
