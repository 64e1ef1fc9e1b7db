"""`feed.json`, as Vigie publishes it: between `"names":[` and `]`, one name with its facts a line."""

import json
from collections.abc import Iterable, Iterator
from itertools import dropwhile, takewhile

from feeds.intake.lists.entry import Entry, Line


def read(lines: Iterable[Line]) -> Iterator[Entry]:
    """The names, closed ones too."""
    inside = dropwhile(lambda line: not line.text.endswith('"names":['), lines)
    next(inside, None)
    for number, text in takewhile(lambda line: not line.text.startswith("]"), inside):
        try:
            yield Entry(number, str(json.loads(text.removesuffix(","))["name"]))
        except (ValueError, KeyError, TypeError):
            yield Entry(number, text, "it is no name with its facts")
