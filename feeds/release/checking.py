"""What must hold of the files that say what is listed, beside their signatures and digests. Pure.

What a Release says that the one before it said too was held against the same rules then, and needs no second look.
"""

from collections.abc import Mapping, Sequence
from itertools import chain

from feeds.release import difference, json_files, names_file, sites_file
from feeds.release.json_files import BadFeedFile
from feeds.release.names_file import Row
from feeds.release.sites_file import SitesFile
from feeds.release.snapshot import Snapshot


def check(said: Mapping[str, bytes]) -> None:
    """Hold all of it against the format and the schema. Raises `BadNamesFile`, `BadFeedFile`."""
    check_agreement(values(said))


def check_new(said: Mapping[str, bytes], rows: Sequence[Row], old: SitesFile) -> None:
    """Hold what is new in it since a Release that was checked, of which these are the names and the dossiers.

    Raises `BadNamesFile`, `BadFeedFile`.
    """
    json_files.decode("helplines", said["helplines"])
    change = difference.between(rows, names_file.read_rows(said["names"]))
    came = {listed.name for listed in names_file.listed(change.came)}
    gone = {listed.name for listed in names_file.listed(change.gone)} - came
    new = sites_file.read(said["sites"])
    told, untold = _told(_beyond(new, old)), _told(_beyond(old, new))
    _check_none_missing((came - told) | (untold - told - gone))


def check_agreement(snapshot: Snapshot) -> None:
    """Hold the names against the dossiers. Raises `BadFeedFile` for a name of which no dossier says why."""
    told = {name["name"] for site in snapshot.sites["sites"] for name in site["names"]}
    _check_none_missing({listed.name for listed in snapshot.names} - told)


def values(said: Mapping[str, bytes]) -> Snapshot:
    """What such files say. Raises `BadNamesFile`, `BadFeedFile`."""
    return Snapshot(
        names_file.decode(said["names"]),
        json_files.decode("sites", said["sites"]),
        json_files.decode("helplines", said["helplines"]),
    )


def _check_none_missing(missing: set[str]) -> None:
    if missing:
        raise BadFeedFile(f"{min(missing)} is listed, and no dossier says why.")


def _beyond(lines: SitesFile, others: SitesFile) -> SitesFile:
    """The lines that the others do not have."""
    evidence, sites = set(lines.evidence) - set(others.evidence), set(lines.sites) - set(others.sites)
    return SitesFile(lines.short, sorted(evidence), sorted(sites))


def _told(lines: SitesFile) -> set[str]:
    """The names that dossiers are for. Raises `BadFeedFile`."""
    content = json_files.decode("sites", lines.to_bytes())
    return {name["name"] for name in chain.from_iterable(site["names"] for site in content["sites"])}
