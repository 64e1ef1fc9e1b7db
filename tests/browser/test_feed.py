"""Each browser reads the feed as it should: a new list is used, a damaged one is refused, the old one goes on."""

import pytest

from tests.browser.article import NEW_NAME
from tests.browser.checking import check_now
from tests.browser.driving import Browser
from tests.browser.expecting import expect_at, expect_open, expect_stopped, expect_text, expect_warning
from tests.browser.offered_feed import Feed, flip_last_byte
from tests.browser.sites import Sites

pytestmark = pytest.mark.browser


def test_a_damaged_list_is_refused_and_used_when_it_is_whole_again(reader: Browser, feed: Feed, web: Sites) -> None:
    feed.offer(2)
    feed.file(2, "names.1.delta").unlink()  # the whole file is asked for then
    flip_last_byte(feed.file(2, "names"))
    refused = check_now(reader)
    assert (refused["serial"], refused["error"]["kind"]) == (1, "mismatch")
    expect_open(reader.open(f"http://{NEW_NAME}/"), web, NEW_NAME)
    expect_stopped(reader.open("http://coco.gg/"), reader, web, "coco.gg")

    flip_last_byte(feed.file(2, "names"))
    web.forget()
    used = check_now(reader)
    assert (used["serial"], used["error"]) == (2, None)
    expect_stopped(reader.open(f"http://{NEW_NAME}/"), reader, web, NEW_NAME)


def test_back_to_a_site_that_was_listed_meanwhile_is_stopped(reader: Browser, feed: Feed, web: Sites) -> None:
    tab = reader.open(f"http://{NEW_NAME}/room")
    expect_open(tab, web, NEW_NAME)
    tab.visit("http://innocent.example/")
    feed.offer(2)
    assert check_now(reader)["serial"] == 2
    web.forget()
    tab.back()
    expect_warning(tab, reader, NEW_NAME)
    # Firefox, which keeps the page itself, asks for its icon before the page gives way.
    assert {request.path for request in web.asked(NEW_NAME)} <= {"/favicon.ico"}
    expect_text(tab, NEW_NAME)
    tab.visit("http://innocent.example/next")
    expect_at(tab, "http://innocent.example/next")
