"""The routes for curators' programs together."""

from typing import Final

from fastapi import FastAPI

from api.editing import (
    comments,
    deciding,
    findings,
    journal,
    myself,
    next_release,
    proposals,
    refusals,
    reports,
    sites,
)

PARTS: Final = (proposals, deciding, comments, reports, findings, sites, next_release, journal, myself)


def install(app: FastAPI) -> None:
    """Answer curators' programs at the application."""
    refusals.install(app)
    for part in PARTS:
        app.include_router(part.router)
