"""Names shaped like real ones, the same at every run: invented words, few of them common, under the usual endings.

The size of the vocabulary and how quickly its words grow rare are chosen so that plain lists of these names compress
like the real lists that the goals were measured on, and a figure of ours can stand beside a goal:

| bytes a name at 1 000, 10 000, 100 000 | real lists       | these names      |
|---|---|---|
| hosts file, gzip                       | 6.95, 5.98, 5.38 | 6.97, 6.00, 5.42 |
| plain list, brotli 11                  | 6.08, 5.06, 4.38 | 6.08, 5.03, 4.38 |

Front-coded they come out some 2 % smaller than those lists did.
"""

import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from feeds.registry.words import Stance, Status
from feeds.release.snapshot import ListedName

_SUBJECTS: Final = (
    "chat coco ados video live cam dating meet talk random strangers room teens free love flirt salon blabla"
)
_CONSONANTS: Final = "b c d f g h j k l m n p r s t v w x z ch st tr br sh"
_VOWELS: Final = "a e i o u ai ea oo"
_ENDINGS: Final = (
    "com:52 net:9 org:6 info:5 fr:4 de:3 ru:3 co.uk:2 tv:2 me:2 top:2 xyz:2 tk:2 "
    "chat:1 io:1 gg:1 app:1 live:1 es:1 it:1 nl:1 com.br:1"
)
SUBJECTS, CONSONANTS, VOWELS = _SUBJECTS.split(), _CONSONANTS.split(), _VOWELS.split()
ENDINGS: Final = {ending: int(weight) for ending, _, weight in (pair.partition(":") for pair in _ENDINGS.split())}
WORDS: Final = 2_400
# Of the starter registry's 27 names, how many have which facts: together, for most facts go with others.
FACTS: Final = {
    ("random-video-chat", Status.ACTIVE, Stance.WARN): 4,
    ("anonymous-messaging", Status.UNKNOWN, Stance.INFORM): 4,
    ("dating-chat", Status.UNKNOWN, Stance.INFORM): 3,
    ("dating-chat", Status.ACTIVE, Stance.WARN): 3,
    ("random-video-chat", Status.UNKNOWN, Stance.INFORM): 2,
    ("anonymous-chat", Status.ACTIVE, Stance.WARN): 2,
    ("anonymous-messaging", Status.ACTIVE, Stance.WARN): 2,
    ("random-video-chat", Status.ACTIVE, Stance.INFORM): 1,
    ("random-video-chat", Status.CLOSED, Stance.WARN): 1,
    ("random-video-chat", Status.UNKNOWN, Stance.WARN): 1,
    ("anonymous-chat", Status.ACTIVE, Stance.INFORM): 1,
    ("anonymous-chat", Status.CLOSED, Stance.WARN): 1,
    ("anonymous-chat", Status.CLOSED_BY_AUTHORITY, Stance.WARN): 1,
    ("anonymous-messaging", Status.CLOSED, Stance.INFORM): 1,
}


def synthetic(count: int, seed: int = 1) -> list[ListedName]:
    """`count` different listed names; a longer list of the same seed begins with the shorter one's names."""
    dice, drawn = random.Random(seed), _hostnames(random.Random(seed))
    names: dict[str, None] = {}
    while len(names) < count:
        names[next(drawn)] = None
    facts = dice.choices(list(FACTS), list(FACTS.values()), k=count)
    return [ListedName(name, *fact) for name, fact in zip(names, facts, strict=True)]


def _hostnames(dice: random.Random) -> Iterator[str]:
    words, endings = _vocabulary(random.Random(7)), list(ENDINGS)
    often = list(accumulate(1 / (rank + 5) for rank in range(WORDS)))
    ending_often = list(accumulate(ENDINGS.values()))
    while True:
        parts = dice.choices(words, cum_weights=often, k=dice.choices((1, 2, 3), (15, 50, 35))[0])
        if dice.random() < 0.05:
            parts.append(str(dice.randint(1, 99) if dice.random() < 0.6 else dice.randint(100, 2026)))
        between = "-" if dice.random() < 0.05 else ""
        yield f"{between.join(parts)}.{dice.choices(endings, cum_weights=ending_often)[0]}"


def _vocabulary(dice: random.Random) -> list[str]:
    words = dict.fromkeys(SUBJECTS)
    while len(words) < WORDS:
        word = "".join(_syllable(dice) for _ in range(dice.choices((1, 2, 3), (3, 5, 2))[0]))
        if len(word) > 2:
            words[word] = None
    return list(words)


def _syllable(dice: random.Random) -> str:
    begin = dice.choices(CONSONANTS, range(len(CONSONANTS), 0, -1))[0]
    middle = dice.choices(VOWELS, range(len(VOWELS), 0, -1))[0]
    return begin + middle + (dice.choice("nrstlm") if dice.random() < 0.35 else "")
