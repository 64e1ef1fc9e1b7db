"""Builds the four signed roles of the feed. Signers and the moment come in; bytes go out.

Times to live: a root is renewed by people, once in two years; targets and snapshot are signed with every Release and
at least twice a year; the timestamp every few hours, so that a frozen feed shows within three days.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any, Final

from securesystemslib.signer import Key, Signer
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

LIFETIME: Final = {
    "root": timedelta(days=730),
    "targets": timedelta(days=365),
    "snapshot": timedelta(days=365),
    "timestamp": timedelta(hours=72),
}
RENEW_WITHIN: Final = timedelta(days=180)


def root(root_signers: Mapping[str, Signer], threshold: int, online: Mapping[str, Signer], at: datetime) -> bytes:
    """The first root: which keys sign which role, itself signed by every root key."""
    named = {"root": [signer.public_key for signer in root_signers.values()]}
    named |= {role: [signer.public_key] for role, signer in online.items()}
    return to_bytes(root_naming(1, named, threshold, root_signers.values(), at))


def root_naming(
    version: int, keys: Mapping[str, Sequence[Key]], threshold: int, signers: Iterable[Signer], at: datetime
) -> Metadata[Root]:
    """A root that names these keys for each role; `threshold` of them sign a root, and one is enough for the others."""
    content = Root(version=version, expires=_expiry("root", at), consistent_snapshot=True)
    for role, of_role in keys.items():
        for key in of_role:
            content.add_key(key, role)
    content.roles["root"].threshold = threshold
    signed = Metadata(content)
    for signer in signers:
        signed.sign(signer, append=True)
    return signed


def targets(
    version: int, files: Iterable[TargetFile], custom: Mapping[str, Any], signer: Signer, at: datetime
) -> bytes:
    """The serial of a Release and the digests of its files. `custom` says of `names` when it was released."""
    content = Targets(version=version, expires=_expiry("targets", at))
    content.targets = {file.path: file for file in files}
    content.targets["names"].unrecognized_fields["custom"] = dict(custom)
    return _signed(content, signer)


def targets_again(before: Targets, version: int, signer: Signer, at: datetime) -> bytes:
    """The files of an earlier Release under a new serial."""
    content = deepcopy(before)
    content.version, content.expires = version, _expiry("targets", at)
    return _signed(content, signer)


def snapshot(version: int, targets_version: int, targets_data: bytes, signer: Signer, at: datetime) -> bytes:
    """Which targets metadata belongs to a Release."""
    content = Snapshot(version=version, expires=_expiry("snapshot", at))
    content.meta["targets.json"] = MetaFile.from_data(targets_version, targets_data, ["sha256"])
    return _signed(content, signer)


def timestamp(version: int, snapshot_version: int, snapshot_data: bytes, signer: Signer, at: datetime) -> bytes:
    """The pointer that readers poll."""
    content = Timestamp(version=version, expires=_expiry("timestamp", at))
    content.snapshot_meta = MetaFile.from_data(snapshot_version, snapshot_data, ["sha256"])
    return _signed(content, signer)


def to_bytes(metadata: Metadata[Any]) -> bytes:
    """Metadata as it is written to the folder."""
    return metadata.to_bytes(JSONSerializer(compact=True))


def _expiry(role: str, at: datetime) -> datetime:
    return (at + LIFETIME[role]).replace(microsecond=0)


def _signed(content: Targets | Snapshot | Timestamp, signer: Signer) -> bytes:
    metadata: Metadata[Any] = Metadata(content)
    metadata.sign(signer)
    return to_bytes(metadata)
