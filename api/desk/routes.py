"""The Desk's pages together. Each request has one transaction, opened and closed in its handler."""

from fastapi import APIRouter

from api.desk import (
    batch,
    counts,
    disputes,
    due,
    editing,
    findings,
    imports,
    journal,
    mail,
    never_list,
    newspapers,
    own_passkeys,
    paste,
    people,
    preview,
    proposal,
    proposal_steps,
    queue,
    releases,
    reports,
    sessions,
    settings,
    site,
    tokens,
)

router = APIRouter()
for part in (
    queue,
    counts,
    paste,
    newspapers,
    findings,
    disputes,
    due,
    reports,
    proposal,
    proposal_steps,
    editing,
    preview,
    site,
    imports,
    batch,
    releases,
    journal,
    never_list,
    settings,
    people,
    mail,
    own_passkeys,
    tokens,
    sessions,
):
    router.include_router(part.router)
