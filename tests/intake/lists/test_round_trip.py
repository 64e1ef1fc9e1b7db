"""Every list that Vigie publishes is one that Vigie reads, with the same names."""

from typing import Final

import pytest

from feeds.intake.lists.forms import Form
from feeds.release.exports import MEDIA_TYPES
from feeds.release.exports.rpz_zone import LONGEST_NAME
from tests.exports.sample import BLOCKED, LEFT_OUT, drawn
from tests.intake.lists.reading_of import names

DRAWN: Final = drawn()
FORMS: Final = {
    "domains.txt": Form.DOMAINS,
    "hosts.txt": Form.HOSTS,
    "adblock.txt": Form.ADBLOCK,
    "dnsmasq.conf": Form.DNSMASQ,
    "rpz.zone": Form.RPZ,
    "wildcard.txt": Form.DOMAINS,
    "names.csv": Form.CSV,
    "feed.json": Form.FEED_JSON,
}
EVERYTHING: Final = {*BLOCKED, *(line.name for line in LEFT_OUT)}
SAID: Final = {
    **{file: set(BLOCKED) for file in FORMS},
    "rpz.zone": {name for name in BLOCKED if len(name) <= LONGEST_NAME},  # it leaves out what no zone has room for
    "names.csv": EVERYTHING,
    "feed.json": EVERYTHING,
}


def _without_www(published: set[str]) -> set[str]:
    return {name.removeprefix("www.") for name in published}


def test_every_export_is_tried_but_the_changes_which_are_no_list_of_names() -> None:
    assert FORMS.keys() == MEDIA_TYPES.keys() - {"changes.atom"}


@pytest.mark.parametrize("file", FORMS)
def test_an_export_is_read_as_the_names_that_it_was_made_of(file: str) -> None:
    assert names(DRAWN[file], FORMS[file]) == _without_www(SAID[file])
