"""The one room that holds private keys.

Rules
- A private key leaves this room only as a file that its owner alone can read (mode 0600); a root key's file is
  encrypted with a passphrase as well.
- The service reads the online keys. It never reads the root keys: those sign a new root, by hand, and are kept by three
  people in three places (docs/operators.md).
- At every moment of a rotation, every key that the service signs with is named by the newest root.
"""

from feeds.release.keys.files import (
    ONLINE_ROLES,
    ROOT_KEYS,
    ROOT_THRESHOLD,
    KeysMissing,
    Passphrase,
    create,
    found_in,
    load,
)
from feeds.release.keys.passphrases import BadPassphrase
from feeds.release.keys.roots import NotEnoughRootKeys

__all__ = [
    "ONLINE_ROLES",
    "ROOT_KEYS",
    "ROOT_THRESHOLD",
    "BadPassphrase",
    "KeysMissing",
    "NotEnoughRootKeys",
    "Passphrase",
    "create",
    "found_in",
    "load",
]
