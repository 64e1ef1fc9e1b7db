"""The routes for curators' programs together."""

from typing import Final

from fastapi import FastAPI

from api.editing import (
    batch,
    comments,
    counts,
    crowds,
    deciding,
    disputes,
    due,
    due_sources,
    effect,
    findings,
    imports,
    journal,
    mail,
    myself,
    never_list,
    newspapers,
    next_release,
    people,
    proposals,
    queue,
    readings,
    refusals,
    reports,
    settings,
    sites,
    ways_in,
)

ROUTERS: Final = (
    proposals.router,
    deciding.router,
    comments.router,
    effect.router,
    queue.router,
    sites.router,
    reports.router,
    disputes.router,
    crowds.router,
    readings.router,
    newspapers.router,
    findings.router,
    due.router,
    due_sources.router,
    imports.router,
    batch.router,
    batch.of_candidates,
    never_list.router,
    next_release.router,
    journal.router,
    myself.router,
    ways_in.mine,
    mail.mine,
    people.router,
    ways_in.of_others,
    mail.router,
    counts.router,
    settings.router,
)


def install(app: FastAPI) -> None:
    """Answer curators' programs at the application."""
    refusals.install(app)
    for router in ROUTERS:
        app.include_router(router)
