"""The routes for curators' programs together."""

from typing import Final

from fastapi import FastAPI

from api.editing import (
    batch,
    comments,
    deciding,
    due,
    findings,
    imports,
    journal,
    myself,
    never_list,
    next_release,
    proposals,
    refusals,
    reports,
    sites,
)

ROUTERS: Final = (
    proposals.router,
    deciding.router,
    comments.router,
    sites.router,
    reports.router,
    findings.router,
    due.router,
    imports.router,
    batch.router,
    batch.of_candidates,
    never_list.router,
    next_release.router,
    journal.router,
    myself.router,
)


def install(app: FastAPI) -> None:
    """Answer curators' programs at the application."""
    refusals.install(app)
    for router in ROUTERS:
        app.include_router(router)
