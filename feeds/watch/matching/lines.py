"""Names out of a stream of lines, a block at a time.

A line holds a name, or begins with one: what follows a comma, semicolon, tab or space is another column. Case, quotes,
a leading `*.` and a trailing dot are dropped. Lines with a # first are comments. A line longer than `LONGEST_LINE`
holds no name, and is never held in memory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from feeds.watch.matching.fingerprints import LONGEST_TEXT, Bytes, Places
from feeds.watch.matching.keys import Flags

LONGEST_LINE: Final = 1 << 12
READ: Final = LONGEST_TEXT - LONGEST_LINE - 1
_NEWLINE, _COLUMN, _DOT, _STAR, _COMMENT = b"\n,.*#"
_LOWER: Final = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ;\t ", b"abcdefghijklmnopqrstuvwxyz,,,")
_LEFT_OUT: Final = b'"\r'


def _kinds() -> bytes:
    kinds = np.full(256, 1, dtype=np.uint8)
    kinds[list(b"abcdefghijklmnopqrstuvwxyz0123456789-.,*#\n")] = 0
    kinds[128:] = 2
    return kinds.tobytes()


_FORBIDDEN, _FOREIGN = 1, 2
_KIND: Final = _kinds()


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines: the bytes, and where each plain name begins and ends.

    `foreign` are the first columns with letters beyond ASCII; `skipped` counts the lines that hold no name.
    """

    text: Bytes
    starts: Places
    ends: Places
    foreign: list[bytes]
    skipped: int


def blocks(pieces: Iterable[bytes]) -> Iterator[Block]:
    """The lines of a stream, which comes in pieces of at most `READ` bytes."""
    rest, too_long = b"", False
    for read in pieces:
        piece = read
        if too_long:
            _, ended, piece = read.partition(b"\n")
            too_long = not ended  # then the piece is empty: nothing of the line is kept
        whole, newline, after = piece.rpartition(b"\n")
        if newline:
            yield _block(rest + whole + newline)
            rest = b""
        rest += after
        if len(rest) > LONGEST_LINE:
            yield _skipped_line()
            rest, too_long = b"", True
    if rest:
        yield _block(rest + b"\n")


def ascii_at(text: Bytes, start: int, end: int) -> str:
    """A piece of a block's text."""
    return text[start:end].tobytes().decode("ascii")


def _skipped_line() -> Block:
    nothing = np.zeros(0, dtype=np.int64)
    return Block(np.zeros(0, dtype=np.uint8), nothing, nothing, [], 1)


def _block(lines: bytes) -> Block:
    lower = lines.translate(_LOWER, _LEFT_OUT)
    text = np.frombuffer(lower, dtype=np.uint8)
    newlines = np.flatnonzero(text == _NEWLINE)
    starts = np.concatenate((newlines[:1] * 0, newlines[:-1] + 1))
    ends = _first_columns(text, starts, newlines)
    starts = starts + 2 * ((text[starts] == _STAR) & (text[np.minimum(starts + 1, ends)] == _DOT))
    ends = ends - ((ends > starts) & (text[ends - 1] == _DOT))
    kinds = np.frombuffer(lower.translate(_KIND), dtype=np.uint8)
    foreign = _holding(np.flatnonzero(kinds == _FOREIGN), starts, ends)
    forbidden = _holding(np.flatnonzero(kinds == _FORBIDDEN), starts, ends)
    named = (ends > starts) & (text[starts] != _COMMENT) & ~forbidden
    asked = named & foreign
    places = zip(starts[asked].tolist(), ends[asked].tolist(), strict=True)
    plain = named & ~foreign
    skipped = len(newlines) - int(named.sum())
    return Block(text, starts[plain], ends[plain], [text[start:end].tobytes() for start, end in places], skipped)


def _first_columns(text: Bytes, starts: Places, newlines: Places) -> Places:
    columns = np.flatnonzero(text == _COLUMN)
    if not len(columns):
        return newlines
    first: Places = np.append(columns, len(text))[np.searchsorted(columns, starts)]
    return np.minimum(first, newlines)


def _holding(places: Places, starts: Places, ends: Places) -> Flags:
    """Which pieces hold one of the places."""
    if not len(places):
        return np.zeros(len(starts), dtype=np.bool_)
    return np.searchsorted(places, ends) > np.searchsorted(places, starts)
