"""The routes for curators' programs together."""

from typing import Final

from fastapi import FastAPI

from api.editing import deciding, proposals, refusals

PARTS: Final = (proposals, deciding)


def install(app: FastAPI) -> None:
    """Answer curators' programs at the application."""
    refusals.install(app)
    for part in PARTS:
        app.include_router(part.router)
