"""Names shaped like real ones, the same at every run: common words and syllables under the usual endings."""

import random
from collections.abc import Iterator

from feeds.registry.taxonomy import categories
from feeds.registry.words import Stance, Status
from feeds.release.snapshot import ListedName

_WORDS = "chat coco ados video live cam dating meet talk random strangers room teens free love flirt salon blabla"
_SYLLABLES = "ba be bi bo ca co da di do fa fi ga go ka ki la le li lo ma me mi mo na ne ni no pa ra re ri ro sa so ta"
_ENDINGS = "com:48 net:8 org:5 fr:6 tv:4 chat:4 me:4 io:3 gg:2 app:3 live:3 co.uk:2 de:4 ru:4"
WORDS = _WORDS.split()
SYLLABLES = _SYLLABLES.split()
ENDINGS = {ending: int(weight) for ending, _, weight in (pair.partition(":") for pair in _ENDINGS.split())}


def synthetic(count: int, seed: int = 1) -> list[ListedName]:
    """`count` different listed names, with facts in the proportions of the starter registry."""
    dice = random.Random(seed)
    names: dict[str, None] = {}
    drawn = _draw(dice)
    while len(names) < count:
        names[next(drawn)] = None
    known = list(categories())
    statuses = [Status.ACTIVE, Status.UNKNOWN, Status.CLOSED, Status.CLOSED_BY_AUTHORITY]
    return [
        ListedName(
            name,
            dice.choices(known, [4, 8, 6, 5])[0],
            dice.choices(statuses, [14, 9, 3, 1])[0],
            dice.choices([Stance.WARN, Stance.INFORM], [15, 12])[0],
        )
        for name in names
    ]


def _draw(dice: random.Random) -> Iterator[str]:
    while True:
        parts = [dice.choice(WORDS) if dice.random() < 0.4 else "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4)))]
        if dice.random() < 0.5:
            parts.append(dice.choice(WORDS) if dice.random() < 0.5 else "".join(dice.choices(SYLLABLES, k=2)))
        if dice.random() < 0.15:
            parts.append(str(dice.randint(1, 99)))
        label = dice.choice(["", "", "-"]).join(parts)
        yield f"{label}.{dice.choices(list(ENDINGS), list(ENDINGS.values()))[0]}"
