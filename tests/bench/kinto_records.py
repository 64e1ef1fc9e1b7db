"""The same list as Mozilla's Remote Settings would hold and send it: JSON records, each with an id and a moment.

The signature over the collection, which comes with every answer, is left out.
"""

import json
import random
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Final

from feeds.release.snapshot import ListedName

BEGAN: Final = 1_760_000_000_000  # milliseconds


def records(names: Iterable[ListedName], seed: int = 1) -> list[dict[str, Any]]:
    """One record a name, newest first."""
    dice, moment = random.Random(seed), BEGAN
    made = []
    for listed in names:
        moment += dice.randint(1, 60_000)
        facts = {"name": listed.name, "category": listed.category, "status": listed.status, "stance": listed.stance}
        made.append({**facts, "id": str(uuid.UUID(int=dice.getrandbits(128), version=4)), "last_modified": moment})
    return made[::-1]


def whole(held: Sequence[dict[str, Any]]) -> bytes:
    """The answer to a browser that has nothing."""
    return json.dumps({"data": list(held)}, separators=(",", ":")).encode()


def changes(gone: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> bytes:
    """The answer to a browser that asks what changed since its last visit."""
    tombstones = [
        {"id": record["id"], "last_modified": record["last_modified"] + 1, "deleted": True} for record in gone
    ]
    return whole([*new, *tombstones])
