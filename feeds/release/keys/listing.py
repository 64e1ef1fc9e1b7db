"""Which keys the newest root names, where their files lie, and what a person should do about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from tuf.api.metadata import Root

from feeds.release.folder import FeedFolder
from feeds.release.keys import files, roots
from feeds.release.keys.files import ONLINE_ROLES, ROOT_KEYS, KeysMissing

WARN_WITHIN: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class NamedKey:
    """A key that the newest root names.

    `role` is that of `vigie keys rotate`. `expires` is when the role's signature that is out ends, None when nothing is
    out. `file` is where the private key lies, None when it is not here; a root key's file is known by its name alone.
    """

    role: str
    key_id: str
    threshold: int
    expires: datetime | None
    file: Path | None


def named_keys(feed: FeedFolder, online: Path, root_places: Sequence[Path]) -> list[NamedKey]:
    """Every key of the newest root, root keys first. Raises `FolderUnusable`."""
    root = roots.newest(feed)
    return [*_root_keys(root, root_places), *_online_keys(root, feed, online)]


def warnings(keys: Sequence[NamedKey], at: datetime) -> list[str]:
    """One sentence for each thing to do."""
    said = []
    ends = next(key.expires for key in keys if key.role in ROOT_KEYS)
    if ends is not None and ends - at < WARN_WITHIN:
        tense = "ended" if ends <= at else "ends"
        said.append(f"The root {tense} on {ends:%Y-%m-%d}: renew it with `vigie keys rotate root`.")
    for role in ONLINE_ROLES:
        of_role = [key for key in keys if key.role == role]
        if len(of_role) > 1:
            said.append(f"A rotation of {role} was not finished: run `vigie keys rotate {role}` again.")
        if all(key.file is None for key in of_role):
            said.append(f"The {role} key is not here: restore it, or run `vigie keys revoke {role}`.")
    return said


def _root_keys(root: Root, places: Sequence[Path]) -> Iterator[NamedKey]:
    role = root.roles["root"]
    for name, key_id in zip(ROOT_KEYS, role.keyids, strict=True):
        file = next((file for place in places if (file := files.place(place, name))), None)
        yield NamedKey(name, key_id, role.threshold, root.expires, file)


def _online_keys(root: Root, feed: FeedFolder, online: Path) -> Iterator[NamedKey]:
    out = feed.out()
    for name in ONLINE_ROLES:
        held = _held(online, name)
        for key_id in root.roles[name].keyids:
            file = files.place(online, name) if held == key_id else None
            yield NamedKey(name, key_id, root.roles[name].threshold, getattr(out, name).expires if out else None, file)


def _held(online: Path, name: str) -> str | None:
    try:
        return files.load(online, (name,))[name].public_key.keyid
    except KeysMissing:
        return None
