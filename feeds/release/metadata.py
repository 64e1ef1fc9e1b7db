"""Builds the four signed roles of the feed. Signers and the moment come in; bytes go out.

Times to live: a root is renewed by people, once in two years; targets and snapshot are signed with every Release and
at least twice a year; the timestamp every few hours, so that a frozen feed shows within three days.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from securesystemslib.signer import Signer
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
    content = Root(version=1, expires=_expiry("root", at), consistent_snapshot=True)
    for signer in root_signers.values():
        content.add_key(signer.public_key, "root")
    content.roles["root"].threshold = threshold
    for role, signer in online.items():
        content.add_key(signer.public_key, role)
    signed = Metadata(content)
    for signer in root_signers.values():
        signed.sign(signer, append=True)
    return _bytes(signed)


def targets(version: int, files: Mapping[str, bytes], custom: Mapping[str, Any], signer: Signer, at: datetime) -> bytes:
    """The serial of a Release and the digests of its files. `custom` says of `names` when it was released."""
    content = Targets(version=version, expires=_expiry("targets", at))
    for name, data in files.items():
        content.targets[name] = TargetFile.from_data(name, data, ["sha256"])
    content.targets["names"].unrecognized_fields["custom"] = dict(custom)
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


def _expiry(role: str, at: datetime) -> datetime:
    return (at + LIFETIME[role]).replace(microsecond=0)


def _signed(content: Targets | Snapshot | Timestamp, signer: Signer) -> bytes:
    metadata: Metadata[Any] = Metadata(content)
    metadata.sign(signer)
    return _bytes(metadata)


def _bytes(metadata: Metadata[Any]) -> bytes:
    return metadata.to_bytes(JSONSerializer(compact=True))
