"""What a Release says, as bytes: made of values, or of the Release before and what a few Sites say otherwise. Pure.

`said` are the three files that carry what the registry says: a Release is new when one of them changed. Everything else
is drawn from them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import orjson

from feeds.release import checking, difference, exports, json_files, names_file, sites_file
from feeds.release.exports import blocklist, changes_atom, feed_json, names_csv
from feeds.release.exports.changes_atom import Before
from feeds.release.names_file import Row
from feeds.release.sites_file import SitesFile
from feeds.release.snapshot import Amendment, Edition, Snapshot, names_of

SAID: Final = ("names", "sites", "helplines")
DRAWN: Final = frozenset(exports.MEDIA_TYPES)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a Release says. `rows` are those of its names file, `table` those of `names.csv`, both sorted."""

    rows: Sequence[Row]
    table: Sequence[bytes]
    sites: SitesFile
    said: Mapping[str, bytes]


def of(snapshot: Snapshot) -> Contents:
    """What these values say. Raises `BadFeedFile`."""
    json_files.check("sites", snapshot.sites)
    checking.check_agreement(snapshot)
    rows = sorted(names_file.rows(snapshot.names))
    table = names_csv.rows(snapshot.sites["sites"])
    return _contents(rows, table, sites_file.lines(snapshot.sites), snapshot.helplines)


def amended(before: Contents, amendment: Amendment) -> Contents:
    """What is said after an amendment, byte for byte as if all of it were made of values.

    Raises `BadFeedFile`, and `DoesNotFit` when the contents before are not those that this version would have made.
    """
    part = amendment.part
    json_files.check("sites", part.sites)
    checking.check_agreement(part)
    old = [orjson.loads(line) for line in before.sites.dossiers(amendment.slugs)]
    names = names_file.rows(chain.from_iterable(map(names_of, old)))
    rows = difference.between(names, names_file.rows(part.names)).applied(before.rows)
    cells = names_csv.rows(old)
    table = difference.between(cells, names_csv.rows(part.sites["sites"])).applied(before.table)
    return _contents(rows, table, before.sites.amended(amendment), part.helplines)


def read(said: Mapping[str, bytes], table: bytes) -> Contents:
    """The contents of a Release that is out, of its files. Raises `BadNamesFile`, `BadFeedFile`."""
    return Contents(names_file.read_rows(said["names"]), names_csv.read(table), sites_file.read(said["sites"]), said)


def _contents(rows: Sequence[Row], table: Sequence[bytes], sites: SitesFile, helplines: Mapping[str, Any]) -> Contents:
    said = {
        "names": names_file.write_rows(rows),
        "sites": sites.to_bytes(),
        "helplines": json_files.encode_helplines(helplines),
    }
    return Contents(rows, table, sites, said)


def drawn(contents: Contents, edition: Edition, before: Before) -> Iterator[tuple[str, bytes]]:
    """The files that say the same in another form, with their names, one at a time. `before` is the Release before."""
    names = names_file.listed(contents.rows)
    blocked = blocklist.blocked(names)
    for form in exports.BLOCKLISTS:
        yield form.FILE, form.write(blocked, edition)
    yield names_csv.FILE, names_csv.write(contents.table, edition)
    yield feed_json.FILE, feed_json.write(names, contents.said, edition)
    yield changes_atom.FILE, changes_atom.write(edition, before)
