"""An article's page, from its address: the one way in which the command line, the Desk and the schedule get it."""

import asyncio
from http import HTTPStatus

from api import open_web
from api.settings import Settings
from feeds.fetching import Fetched, FetchFailed
from feeds.intake import Unreadable


def get(settings: Settings, url: str) -> tuple[bytes, str]:
    """Return the bytes of a page, and the address that led to them in the end.

    Raises `Unreadable`, one sentence, for whatever is not a whole page.
    """
    try:
        fetched = fetch(settings, url)
    except FetchFailed as failure:
        raise Unreadable(failure.sentence) from None
    if fetched.status != HTTPStatus.OK:
        raise Unreadable(f"the server answers {in_words(fetched)} instead of the page.")
    if fetched.truncated:
        raise Unreadable("the page did not come whole, or has more than a megabyte; save it and give the file.")
    return fetched.body, fetched.url if len(fetched.chain) > 1 else url


def fetch(settings: Settings, url: str, **asked: str | None) -> Fetched:
    """Get one address as `Fetcher.get` does, in an event loop of its own. Raises `FetchFailed`."""
    known = {key: said for key, said in asked.items() if said is not None}
    return asyncio.run(open_web.fetcher(settings).get(url, **known))


def in_words(fetched: Fetched) -> str:
    """The status of an answer, with its name where it has one."""
    try:
        return f"{fetched.status} ({HTTPStatus(fetched.status).phrase})"
    except ValueError:
        return str(fetched.status)
