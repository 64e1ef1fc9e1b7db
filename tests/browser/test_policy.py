"""What a school lays down is in force in both browsers, whatever was chosen on the device."""

from collections.abc import Iterator
from typing import Final

import pytest

from tests.browser import feed_server, policy
from tests.browser.article import NEW_NAME
from tests.browser.checking import check_now
from tests.browser.choosing import choose, chosen, forget, send, stored, trust
from tests.browser.conftest import Start
from tests.browser.driving import Browser, BrowserName, Tab, extension_page, warning_at
from tests.browser.expecting import (
    expect_at,
    expect_complete,
    expect_private_warning,
    expect_stopped,
    expect_text,
    shown,
)
from tests.browser.installation import Installation
from tests.browser.passing import GRANT
from tests.browser.sites import Sites
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

LAID_DOWN: Final = {
    "extraNames": ["games.example", "Schüler-Chat.example", "*.not-a-name"],
    "noPass": True,
    "language": "de",
    "lockedSettings": {"diary": True, "categories": {"dating-chat": "block"}},
}
LANGUAGE: Final = "() => document.documentElement.lang"
LOCKED: Final = "() => [...document.querySelectorAll('fieldset:disabled')].map((field) => field.parentElement.id)"


@pytest.fixture(scope="module")
def school(
    start: Start,
    which: BrowserName,
    founded: Installation,
    two_releases: Installation,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Browser]:
    """A browser under a school's policy, which also names a folder where a second release is."""
    profile = tmp_path_factory.mktemp("profile")
    with feed_server.running(two_releases.feed.parent) as server:
        extensions = founded.build_extensions(f"school-{which}", f"{server.address}nowhere/")
        values = {**LAID_DOWN, "feedUrl": f"{server.address}{two_releases.feed.name}/"}
        laid_down = policy.laid_down(which, values, extensions=extensions, profile=profile)
        with laid_down, start(extensions, profile) as browser:
            yield browser


@pytest.fixture
def visit(school: Browser) -> Iterator[Tab]:
    """A tab of its own in the school's browser."""
    tab = school.open()
    yield tab
    tab.close()


@pytest.mark.parametrize("name", ["games.example", "xn--schler-chat-vhb.example"])
def test_its_names_are_stopped_without_a_pass_and_nobody_can_trust_them(
    visit: Tab, school: Browser, web: Sites, name: str
) -> None:
    trust(school, name)
    visit.visit(f"http://www.{name}/")
    expect_at(visit, warning_at(school, f"www.{name}"))
    assert web.asked(name) == []
    expect_complete(visit)
    assert visit.evaluate(GRANT, [name, 5]) == {"ok": False, "reason": "no-passes"}


def test_without_passes_a_listed_site_stays_shut_and_the_page_says_why(visit: Tab, school: Browser, web: Sites) -> None:
    choose(school, language="en")
    visit.visit("http://coco.gg/")
    expect_stopped(visit, school, web, "coco.gg")
    visit.click("#more > summary")
    expect_text(visit, "This site stays shut: whoever manages this browser does not allow opening listed sites.")
    assert visit.evaluate(GRANT, ["coco.gg", 5]) == {"ok": False, "reason": "no-passes"}


def test_what_it_locks_cannot_be_changed_by_hand_or_by_a_file(school: Browser) -> None:
    assert send(school, "change-settings", changes={"diary": False}) == {"ok": False, "reason": "locked"}
    opened = {"categories": {"dating-chat": "off"}}
    assert send(school, "change-settings", changes=opened) == {"ok": False, "reason": "locked"}
    file = '{"vigie": "settings", "version": 1, "diary": false, "reader": "parent"}'
    imported = send(school, "import-settings", text=file)
    assert (imported["ok"], imported["dropped"]) == (True, 1)
    kept = chosen(school)
    assert (kept["diary"], kept["reader"], kept["categories"]["dating-chat"]) == (True, "parent", "block")


def test_a_diary_that_it_switches_on_is_kept_in_sight_of_who_is_in_it(visit: Tab, school: Browser) -> None:
    visit.visit("http://coco.gg/")
    expect_at(visit, warning_at(school, "coco.gg"))
    until("row", lambda: stored(school).get("diary"))
    choose(school, language="en")
    expect_text(shown(school, "popup"), "The diary is on")
    expect_text(shown(school, "options"), "Coco")


def test_the_settings_show_what_is_locked_and_leave_the_rest(visit: Tab, school: Browser) -> None:
    choose(school, language="en")
    visit.visit(extension_page(school, "options"))
    expect_complete(visit)
    assert visit.evaluate(LOCKED) == ["measures", "diary"]
    expect_text(visit, "Set by whoever manages this browser.")


def test_its_language_is_spoken_until_somebody_chooses_another(visit: Tab, school: Browser) -> None:
    forget(school)
    visit.visit(extension_page(school, "options"))
    expect_complete(visit)
    until("page in the school's language", lambda: visit.evaluate(LANGUAGE) == "de")
    choose(school, language="fr")
    visit.visit(extension_page(school, "popup"))
    until("page in the language that was chosen", lambda: visit.evaluate(LANGUAGE) == "fr")


def test_its_feed_is_the_one_that_is_asked(visit: Tab, school: Browser, web: Sites) -> None:
    health = check_now(school)
    assert (health["serial"], health["error"]) == (2, None)
    visit.visit(f"http://{NEW_NAME}/")
    expect_stopped(visit, school, web, NEW_NAME)


def test_it_holds_in_private_windows_that_the_extension_is_let_into(school: Browser, web: Sites) -> None:
    school.allow_private_windows()
    tab = school.open_private("http://games.example/")
    expect_private_warning(tab, school, "games.example")
    assert web.asked("games.example") == []
    assert tab.evaluate(GRANT, ["games.example", 5]) == {"ok": False, "reason": "no-passes"}
