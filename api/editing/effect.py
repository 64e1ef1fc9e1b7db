"""`/api/v1/proposals/{number}/effect`: what the feed would say with a Proposal that is still to be decided on."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import HTTPException, Request, Response
from pydantic import Field

from api.desk import feed_change, trial
from api.editing.answering import Shape, read
from api.editing.described import READ_ONE, refusals
from api.editing.fields import Number
from api.editing.program import Reader, database_of, now, settings_of
from api.editing.proposal import PATH
from api.editing.route import router_at
from api.jobs import previewing
from feeds.registry.words import Stance, Status
from feeds.review import proposals
from feeds.review.states import UNDECIDED

router = router_at(PATH)


class Size(Shape):
    """A figure of the next Release without the Proposal, and with it. Bytes are those before compression."""

    without: int
    with_it: int


class NameInFeed(Shape):
    """A line of the names file."""

    name: str
    category: str
    status: Status
    stance: Stance


class Document(Shape):
    """A part of the sites file that would be another: a dossier by its slug, `evidence`, or `helplines`."""

    what: str
    before: Annotated[Any, Field(description="As in the feed; null when it is not there.")]
    after: Annotated[Any, Field(description="As in the feed; null when it goes.")]


class Effect(Shape):
    """What a Proposal makes of the next Release. A name whose facts change is in `gone` and in `came`."""

    serial: Annotated[int, Field(description="Of the next Release; of the one that is out, where nothing else waits.")]
    names: Size
    delta: Size
    sites: Size
    gone: list[NameInFeed]
    came: list[NameInFeed]
    documents: list[Document]


@router.get("/{number}/effect", response_model=Effect, responses={**READ_ONE, **refusals(409)})
def read_effect_on_feed(request: Request, _: Reader, number: Number) -> Response:
    """Try a Proposal, and leave nothing behind. 409 when it was decided, or does not fit the registry."""
    at = now()
    with database_of(request).write() as session:  # what is tried is written, and taken back
        found = proposals.get(session, number)
        if found.state not in UNDECIDED:
            raise HTTPException(409, "What was decided is in the registry, or is not; there is nothing to try.")
        tried = trial.of(session, proposals.operations_of(session, found), at)
        change = feed_change.of(previewing.of_approved(session, settings_of(request), at), tried)
    documents = [{"what": what, "before": before, "after": after} for what, before, after in tried.documents()]
    named = {which: [name._asdict() for name in getattr(change, which)] for which in ("gone", "came")}
    sizes = {which: asdict(getattr(change, which)) for which in ("names", "delta", "sites")}
    said = {"serial": change.serial, **sizes, **named, "documents": documents}
    return read(request, Effect.model_validate(said))
