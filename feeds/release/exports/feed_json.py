"""`feed.json`: everything that the feed says, in one file. Its shape is `feed_json.schema.json` beside this module."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import orjson

from feeds.release import sites_file
from feeds.release.exports.heading import LICENCE_URL, TITLE
from feeds.release.snapshot import Edition, ListedName

FILE: Final = "feed.json"
MEDIA_TYPE: Final = "application/json"
SCHEMA_FILE: Final = Path(__file__).with_name("feed_json.schema.json")


def write(names: Sequence[ListedName], said: Mapping[str, bytes], edition: Edition) -> bytes:
    """The names with their facts, and the `sites` and `helplines` files of the Release."""
    heading = {
        "format": "vigie-feed/1",
        "title": TITLE,
        "serial": edition.serial,
        "released": edition.moment,
        "count": len(names),
        "licence_url": LICENCE_URL,
        "homepage": edition.homepage,
        "names": orjson.Fragment(b"[\n" + b",\n".join(map(_line, names)) + b"\n]"),
        "helplines": orjson.Fragment(orjson.dumps(orjson.loads(said["helplines"])["helplines"])),
    }
    # The dossiers are nearly all of it; they stand here as they stand in the signed file.
    return orjson.dumps(heading)[:-1] + b"," + said["sites"].removeprefix(sites_file.FORMAT)


def _line(listed: ListedName) -> bytes:
    facts = (listed.name, listed.category, listed.status, listed.stance)  # none of them has a character to escape
    return '{"name":"%s","category":"%s","status":"%s","stance":"%s"}'.__mod__(facts).encode()
