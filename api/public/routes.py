"""The pages that anybody may read, one file a page."""

from fastapi import APIRouter

from api.public import home

router = APIRouter(include_in_schema=False)
for page in (home,):
    router.include_router(page.router)
