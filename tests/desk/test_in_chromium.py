"""The whole way in a real browser: Chromium, with the authenticator that it has for tests."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from api.database import Database
from feeds.review.disputes import crowds
from feeds.review.roles import Role
from tests.browser.waiting import PATIENCE
from tests.desk.served import ServedDesk, serving
from tests.disputes.disputing import CORRECTION, REMOVAL, opened
from tests.extension_pages.axe import violations
from tests.review.proposing import LIST_COCO, approve, propose

pytestmark = pytest.mark.browser

DEVICE: Final = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def served(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A Desk at localhost, where many disputes wait about one name."""
    with serving(migrated, tmp_path_factory.mktemp("served")) as desk:
        database = Database(desk.settings.database)
        with database.write() as session:
            approve(session, propose(session, *LIST_COCO))
            for asked in (CORRECTION, *[REMOVAL] * crowds.MANY):
                opened(session, asked)
        database.close()
        yield desk


class Person:
    """Somebody at a tab, with a device that makes passkeys at a touch."""

    def __init__(self, browser: Browser, **more: Any) -> None:
        self.page: Page = browser.new_context(locale="en-GB", **more).new_page()
        self.page.set_default_timeout(PATIENCE * 1000)
        self._cdp: CDPSession = self.page.context.new_cdp_session(self.page)
        self._cdp.send("WebAuthn.enable")
        self._device = ""
        self.take_new_device()

    def take_new_device(self) -> None:
        """Lose the device, if there was one, and take another."""
        if self._device:
            self._cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self._device})
        self._device = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def enrol(self, link: str, name: str) -> None:
        """Open a link and make a passkey."""
        self.page.goto(link)
        self.page.get_by_label("What do you call it?").fill(name)
        self.page.get_by_role("button", name="Make a passkey and sign in").click()
        self.is_in()

    def sign_in(self, desk: ServedDesk) -> None:
        """Sign in by the device's passkey."""
        self.page.goto(f"{desk.address}/desk/sign-in")
        self.page.get_by_role("button", name="Sign in with a passkey").click()

    def is_in(self) -> None:
        """The Desk's first page is shown."""
        expect(self.page).to_have_url(re.compile(r"/desk$"))

    def to_people(self) -> None:
        """Go to the page of one's own passkeys."""
        self.page.get_by_role("link", name="People").click()

    def passkeys(self) -> list[str]:
        """What the page lists."""
        buttons = self.page.get_by_role("button", name=re.compile("^Remove the passkey")).all()
        return [(button.get_attribute("aria-label") or "").removeprefix("Remove the passkey ") for button in buttons]

    def sees(self, text: str) -> None:
        """The page shows this text."""
        expect(self.page.get_by_text(text)).to_be_visible()


def test_enrol_sign_out_sign_in_add_remove_and_recover(served: ServedDesk, chromium: Browser) -> None:
    ada = Person(chromium)
    ada.enrol(served.invite("ada"), "Laptop")

    ada.page.get_by_role("button", name="Sign out").click()
    ada.sign_in(served)
    ada.is_in()

    ada.to_people()
    assert ada.passkeys() == ["Laptop"]
    ada.page.get_by_role("button", name="Remove the passkey Laptop").click()
    ada.sees("This is your only passkey")

    ada.page.get_by_label("A passkey for another device").fill("Again")
    ada.page.get_by_role("button", name="Make a passkey").click()
    ada.sees("This device has a passkey of yours already")

    ada.take_new_device()
    ada.page.get_by_label("A passkey for another device").fill("Phone")
    ada.page.get_by_role("button", name="Make a passkey").click()
    expect(ada.page.get_by_role("button", name="Remove the passkey Phone")).to_be_visible()

    ada.page.get_by_role("button", name="Remove the passkey Laptop").click()
    ada.sees("Please sign in")  # that passkey had begun this session
    ada.sign_in(served)
    ada.is_in()

    ada.take_new_device()  # the phone is lost
    ada.enrol(served.invite("ada"), "New phone")
    ada.to_people()
    assert ada.passkeys() == ["Phone", "New phone"]


def test_a_device_that_does_not_know_its_person_is_told_and_can_try_again(
    served: ServedDesk, chromium: Browser
) -> None:
    grace = Person(chromium)
    grace.enrol(served.invite("grace"), "Laptop")
    grace.page.get_by_role("button", name="Sign out").click()
    grace.take_new_device()  # without the passkey
    grace.sign_in(served)
    grace.sees("It was cancelled, or took too long")
    expect(grace.page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


def test_a_page_under_another_address_says_where_passkeys_work(served: ServedDesk, chromium: Browser) -> None:
    eve = Person(chromium)
    eve.page.goto(served.address.replace("localhost", "127.0.0.1") + "/desk/sign-in")
    eve.sees(f"Passkeys work under {served.address} alone")
    expect(eve.page.get_by_role("button", name="Sign in with a passkey")).to_be_disabled()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_objects_to_nothing_also_at_night_on_a_phone(served: ServedDesk, chromium: Browser, language: str) -> None:
    handle = f"mary-{language}"
    mary = Person(chromium, viewport={"width": 360, "height": 740}, color_scheme="dark")
    link = served.invite(handle, Role.ADMIN)
    mary.page.goto(f"{served.address}/desk/sign-in?lang={language}")
    assert violations(mary.page.evaluate) == []
    mary.page.goto(f"{link}?lang={language}")
    assert violations(mary.page.evaluate) == []
    mary.enrol(link, "Laptop")
    served.invite("somebody")
    for page in (
        "",
        "/disputes",
        "/disputes/about/coco.gg",
        "/due",
        "/findings",
        "/imports",
        "/journal",
        "/mail",
        "/never-list",
        "/paste",
        "/people",
        "/releases",
        "/settings",
        "/tokens",
    ):
        mary.page.goto(f"{served.address}/desk{page}?lang={language}")
        assert violations(mary.page.evaluate) == [], page
        assert mary.page.evaluate("document.documentElement.scrollWidth") == 360, page
