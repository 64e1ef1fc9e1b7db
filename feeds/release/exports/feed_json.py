"""`feed.json`: everything that the feed says, in one file. Its shape is `feed_json.schema.json` beside this module."""

from pathlib import Path
from typing import Final

import orjson

from feeds.release.exports.heading import LICENCE_URL, TITLE
from feeds.release.snapshot import Edition, Snapshot

FILE: Final = "feed.json"
MEDIA_TYPE: Final = "application/json"
SCHEMA_FILE: Final = Path(__file__).with_name("feed_json.schema.json")


def write(snapshot: Snapshot, edition: Edition) -> bytes:
    """The names with their facts, the dossiers with their sources, the helplines."""
    content = {
        "format": "vigie-feed/1",
        "title": TITLE,
        "serial": edition.serial,
        "released": edition.moment,
        "count": len(snapshot.names),
        "licence": snapshot.sites["licence"],
        "licence_url": LICENCE_URL,
        "homepage": edition.homepage,
        "names": [
            {"name": listed.name, "category": listed.category, "status": listed.status, "stance": listed.stance}
            for listed in snapshot.names
        ],
        **{part: snapshot.sites[part] for part in ("categories", "signals", "evidence", "sites")},
        "helplines": snapshot.helplines["helplines"],
    }
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)
