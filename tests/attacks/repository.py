"""A feed in an attacker's hands: every file of it, and as many of its keys as a test gives away.

Made with python-tuf's metadata API and not with the feed's own publishing, which refuses to make most of this.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

NOW: Final = datetime.now(UTC).replace(microsecond=0)
ROLES: Final = ("root", "timestamp", "snapshot", "targets")
Signers = list[CryptoSigner]


class Repository:
    """What a server holds (`files`, by path) and who signs it. Every attribute may be changed between two steps."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.version = dict.fromkeys(ROLES, 0)
        self.expires = {role: NOW + timedelta(days=30) for role in ROLES}
        self.signers: dict[str, Signers] = {role: new_signers(3 if role == "root" else 1) for role in ROLES}
        self.threshold = {role: 2 if role == "root" else 1 for role in ROLES}

    def rooted(self, by: Signers | None = None) -> None:
        """The next root, signed by its own keys or `by` others."""
        root = self.next_root()
        self.put(f"{root.version}.root.json", root, by)

    def next_root(self) -> Root:
        """The next root, signed by nobody yet."""
        root = Root(version=self._next("root"), expires=self.expires["root"], consistent_snapshot=True)
        for role, signers in self.signers.items():
            for signer in signers:
                root.add_key(signer.public_key, role)
            root.roles[role].threshold = self.threshold[role]
        return root

    def rotated(self, *roles: str) -> None:
        """New keys for these roles, in a root that old and new root keys sign."""
        before = self.signers["root"]
        self.signers |= {role: new_signers(len(self.signers[role])) for role in roles}
        self.rooted([*before, *(signer for signer in self.signers["root"] if signer not in before)])

    def released(self, **files: bytes) -> None:
        """The next Release of these files: targets, snapshot and timestamp."""
        targets = Targets(version=self._next("targets"), expires=self.expires["targets"])
        for name, data in files.items():
            targets.targets[name] = TargetFile.from_data(name, data, ["sha256"])
            self.files[target_path(name, targets)] = data
        self.put(f"{targets.version}.targets.json", targets)
        self.snapshotted()

    def snapshotted(self) -> None:
        """The next snapshot, of the targets metadata of today, and its timestamp."""
        snapshot = Snapshot(version=self._next("snapshot"), expires=self.expires["snapshot"])
        snapshot.meta["targets.json"] = self._described("targets")
        self.put(f"{snapshot.version}.snapshot.json", snapshot)
        self.stamped()

    def stamped(self) -> None:
        """The next timestamp, of the snapshot of today."""
        timestamp = Timestamp(version=self._next("timestamp"), expires=self.expires["timestamp"])
        timestamp.snapshot_meta = self._described("snapshot")
        self.put("timestamp.json", timestamp)

    def put(self, path: str, signed: Any, by: Signers | None = None) -> None:
        """Sign one role's metadata by its keys, or `by` others, and lay it at a path."""
        metadata: Metadata[Any] = Metadata(signed)
        for signer in self.signers[signed.type] if by is None else by:
            metadata.sign(signer, append=True)
        self.files[path] = metadata.to_bytes(JSONSerializer(compact=True))

    def kept_aside(self) -> dict[str, bytes]:
        """Every file as it is now, for an attacker to bring back."""
        return dict(self.files)

    def _next(self, role: str) -> int:
        self.version[role] += 1
        return self.version[role]

    def _described(self, role: str) -> MetaFile:
        version = self.version[role]
        data = self.files.get(f"{version}.{role}.json")
        return MetaFile.from_data(version, data, ["sha256"]) if data else MetaFile(version)


def new_signers(count: int = 1) -> Signers:
    """Ed25519 keys that nobody knows yet."""
    return [CryptoSigner.generate_ed25519() for _ in range(count)]


def founded(**files: bytes) -> Repository:
    """A repository with its first root and one Release of these files."""
    repository = Repository()
    repository.rooted()
    repository.released(**(files or {"names": b"the names of release 1"}))
    return repository


def target_path(name: str, targets: Targets) -> str:
    """Where a target lies on the server."""
    return f"targets/{targets.targets[name].hashes['sha256']}.{name}"
