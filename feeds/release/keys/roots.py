"""The chain of roots in a feed folder: each says which keys sign which role, and is signed by the root before it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count

from securesystemslib.signer import Key, Signer
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root

from feeds.release import metadata
from feeds.release.folder import POINTER, FeedFolder, FolderUnusable

Named = dict[str, list[Key]]


class NotEnoughRootKeys(RuntimeError):
    """Too few root keys were there to sign a root that clients accept. `str()` says how many are needed."""


def newest(folder: FeedFolder) -> Root:
    """The last root of the chain. Raises `FolderUnusable`."""
    if not (folder.path / "1.root.json").exists():
        raise FolderUnusable(f"There is no root in {folder.path}; `vigie init` founds an installation.")
    version = next(number for number in count(1) if not (folder.path / f"{number + 1}.root.json").exists())
    name = f"{version}.root.json"
    try:
        return Metadata[Root].from_bytes(folder.read(name)).signed
    except RepositoryError as reason:
        raise FolderUnusable(f"The feed's file {folder.path / name} was damaged: {reason}.") from None


def named_by(root: Root) -> Named:
    """The keys of each role. The root keys stand in the order of their names: `root-2` is the second."""
    return {name: [root.keys[keyid] for keyid in role.keyids] for name, role in root.roles.items()}


def after(before: Root, named: Mapping[str, Sequence[Key]], signers: Iterable[Signer], at: datetime) -> Metadata[Root]:
    """The root that follows: the keys `named`, signed by those of the signers that either of the two roots knows.

    Clients accept it when both roots' thresholds are met. Raises `NotEnoughRootKeys` when they are not.
    """
    known = {key.keyid for key in [*named_by(before)["root"], *named["root"]]}
    signing = {signer.public_key.keyid: signer for signer in signers if signer.public_key.keyid in known}
    threshold = before.roles["root"].threshold
    root = metadata.root_naming(before.version + 1, named, threshold, signing.values(), at)
    if not root.signed.get_root_verification_result(before, root.signed_bytes, root.signatures):
        have, total = len(set(signing) & set(before.roles["root"].keyids)), len(named["root"])
        raise NotEnoughRootKeys(f"A new root needs {threshold} of the {total} root keys; {have} of them can sign here.")
    return root


def put_out(folder: FeedFolder, root: Metadata[Root]) -> None:
    """Add a root to the chain in the folder. Raises `FolderUnusable`."""
    data = metadata.to_bytes(root)
    folder.write(f"{root.signed.version}.root.json", data)
    folder.write("root.json", data)
    # What serves the folder from memory looks at the pointer's file to learn that there is something new.
    if (folder.path / POINTER).exists():
        folder.write(POINTER, folder.read(POINTER))
