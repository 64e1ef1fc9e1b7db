"""Plain lists: one name a line, also as `*.name` or `.name`. What follows a `#` is a comment."""

from collections.abc import Iterable, Iterator

from feeds.intake.lists.entry import Entry, Line


def read(lines: Iterable[Line]) -> Iterator[Entry]:
    """The names."""
    for number, text in lines:
        if text[:1] != "#" and (name := text.partition("#")[0].strip()):
            yield Entry(number, name.removeprefix("*").removeprefix("."))
