"""Somebody who is signed in, in a real browser, without the passkey that tests of signing in are about."""

from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Browser, Page

from api.database import Database
from api.desk import signing_in
from api.desk.curator import COOKIE
from feeds.review import people
from feeds.review.roles import Role
from tests.browser.waiting import PATIENCE
from tests.desk.served import ServedDesk


def comes(browser: Browser, desk: ServedDesk, handle: str, role: Role, path: str, **context: Any) -> Page:
    """A context of one's own, in which somebody of this role is signed in, at a page of the Desk."""
    database, at = Database(desk.settings.database), datetime.now(UTC)
    with database.write() as session:
        person = people.find(session, handle) or people.add(session, handle, role=role)
        secret = signing_in.begin(session, person, None, at).secret
    database.close()
    mine = browser.new_context(locale="en-GB", **context)
    mine.add_cookies([{"name": COOKIE, "value": secret, "url": f"{desk.address}/"}])
    page = mine.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{desk.address}{path}")
    return page
