"""What the Intake is compared with: sentences that hold two names and a word for moving, or one and a word for closing.

No direction but the order of the words, no doubt, no brand, no ending: the least that anybody would write.
"""

import re
from typing import Final

from feeds.hostnames import NotAHostname, parse
from feeds.intake import Reading
from feeds.intake.scoring import Fact

_MOVES: Final = re.compile(
    r"deven|becom|became|moved|rename|redirig|redirect|chang|migr|diventa|convert|passa|cambi|umgezogen|gewechselt|wurde",
    re.IGNORECASE,
)
_CLOSES: Final = re.compile(
    r"ferm|saisi|clos|seiz|shut|taken down|chius|sequestr|cerrad|cierr|incautad|geschlossen|abgeschaltet|beschlagnahmt",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"(?<![\w@.-])(?:\w[\w-]*\.)+[a-z]{2,}(?![\w@-])", re.IGNORECASE)


def facts_of(reading: Reading) -> set[Fact]:
    """Return what the baseline finds in the text of a reading, in the form in which it is scored."""
    facts: set[Fact] = set()
    for sentence in re.split(r"(?<=[.!?])\s+", reading.text):
        names = [name for written in _NAME.findall(sentence) if (name := _registrable(written))]
        if len({*names}) == 2 and _MOVES.search(sentence):
            facts.add(("renamed", names[0], next(name for name in names if name != names[0])))
        elif len({*names}) == 1 and _CLOSES.search(sentence):
            facts.add(("closed", names[0], ""))
    return facts


def _registrable(written: str) -> str | None:
    try:
        return parse(written).registrable
    except NotAHostname:
        return None
