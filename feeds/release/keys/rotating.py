"""Replaces keys, so that installed clients follow and a kill at any moment leaves a feed that holds.

An online key is replaced by two roots. The first names the old key and the new one; then the new key takes the old
one's place and signs what is out; the second names the new key alone. Whatever the last step that was done, the key
that the service finds and the signatures that are out are named by the newest root. It also needs no old key, which may
be lost. A run that was killed is finished by running it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from securesystemslib.signer import CryptoSigner, Signer
from tuf.api.metadata import Root

from feeds.release.folder import FeedFolder
from feeds.release.keys import files, roots
from feeds.release.keys.files import ONLINE_ROLES, ROOT_KEYS, Passphrase
from feeds.release.keys.resigning import resign_from, resigned_with

RENEWAL: Final = "root"
ROLES: Final = (*ONLINE_ROLES, RENEWAL, *ROOT_KEYS)
New = dict[str, CryptoSigner]


@dataclass(frozen=True, slots=True)
class Replaced:
    """One key that took the place of others; `before` and `after` are key ids."""

    role: str
    before: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Rotation:
    """What came of a rotation. `serial` is that of the Release that is out, or None when nothing is."""

    root: int
    root_expires: datetime
    serial: int | None
    replaced: tuple[Replaced, ...]


@dataclass(frozen=True, slots=True)
class KeyRoom:
    """Where a feed's keys lie, and who opens them: the root keys that are at hand are read already."""

    feed: FeedFolder
    online: Path
    root_signers: Sequence[Signer]
    new_root_keys: Path
    passphrase: Passphrase


def taken_along(roles: Sequence[str]) -> tuple[str, ...]:
    """The roles to replace when these keys were stolen: they, and each role that vouches for their versions.

    A client forgets the versions it saw of a role when that role's key changes. A thief of several keys may have shown
    it high versions in all of them, and one that is remembered in the timestamp outlives a new snapshot key.
    """
    along = {other for role in roles if role in ONLINE_ROLES for other in resigned_with(role)}
    return tuple(role for role in ROLES if role in along or role in roles)


def rotate(room: KeyRoom, roles: Sequence[str], at: datetime) -> Rotation:
    """Replace the keys of `roles` (of `ROLES`); each rotation also renews the root for its full lifetime.

    `root` replaces nothing, so alone it only renews. Raises `NotEnoughRootKeys`, `KeysMissing`, `BadPassphrase` before
    anything was written; `FolderUnusable`, `DoesNotHold` with a feed that holds as it did.
    """
    first = roots.newest(room.feed)
    _settle(room, roles, first)
    new: New = {role: files.generate() for role in ROLES if role in roles and role != RENEWAL}
    before = _exchange_online(room, first, {role: new[role] for role in ONLINE_ROLES if role in new}, at)
    named = _replacing(before, new)
    root_keys = {role: new[role] for role in ROOT_KEYS if role in new}
    last = roots.after(before, named, [*room.root_signers, *root_keys.values()], at)
    for role, signer in root_keys.items():
        files.store_next(room.new_root_keys, role, signer, room.passphrase)
    roots.put_out(room.feed, last)
    for role in root_keys:
        files.install(room.new_root_keys, role)
    out = room.feed.out()
    replaced = tuple(Replaced(role, _held(first, role), signer.public_key.keyid) for role, signer in new.items())
    return Rotation(last.signed.version, last.signed.expires, out.serial if out else None, replaced)


def _settle(room: KeyRoom, roles: Sequence[str], root: Root) -> None:
    for role in roles:
        if role in ONLINE_ROLES:
            files.settle(room.online, role, root.keys)
        elif role in ROOT_KEYS:
            files.settle(room.new_root_keys, role, root.keys, room.passphrase)


def _exchange_online(room: KeyRoom, before: Root, new: New, at: datetime) -> Root:
    """Everything but the last root: returns the root that names old and new keys."""
    if not new:
        return before
    lowest = next(role for role in ONLINE_ROLES if role in new)
    kept = files.load(room.online, tuple(role for role in resigned_with(lowest) if role not in new))
    named = roots.named_by(before)
    for role, signer in new.items():
        named[role].append(signer.public_key)
    both = roots.after(before, named, room.root_signers, at)
    for role, signer in new.items():
        files.store_next(room.online, role, signer)
    roots.put_out(room.feed, both)
    for role in new:
        files.install(room.online, role)
    resign_from(room.feed, lowest, {**kept, **new}, at)
    return both.signed


def _replacing(before: Root, new: New) -> roots.Named:
    named = roots.named_by(before)
    for role, signer in new.items():
        if role in ONLINE_ROLES:
            named[role] = [signer.public_key]
        else:
            named["root"][ROOT_KEYS.index(role)] = signer.public_key
    return named


def _held(root: Root, role: str) -> tuple[str, ...]:
    if role in ONLINE_ROLES:
        return tuple(root.roles[role].keyids)
    return (root.roles["root"].keyids[ROOT_KEYS.index(role)],)
