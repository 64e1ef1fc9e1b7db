"""The Desk's pages together. Each request has one transaction, opened and closed in its handler."""

from fastapi import APIRouter

from api.desk import proposal, queue, reports, sessions

router = APIRouter()
for part in (queue, reports, proposal, sessions):
    router.include_router(part.router)
