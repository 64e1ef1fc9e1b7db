"""What changed between two names files, in a few bytes. The format is docs/feed-format.md. Pure.

A name whose facts changed is set like a new one: written against itself, it costs three bytes.

Measured on names of the public list UT1 (redirector, 109 790 names), brotli 11, half a percent gone and as much new:
72, 478 and 3 284 bytes on lists of 1 000, 10 000 and 100 000 names; with the new names written against one another
only, and no facts, it was 81, 485 and 3 583.
"""

import hashlib
from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from feeds.release import difference, front_coding
from feeds.release.difference import Difference
from feeds.release.names_file import Row, read_rows, write_rows

# A number's byte from 224 up says that 32 times the number in the bytes after it comes on top. Where half a percent
# changed, steps are 200 on average: two thirds of them fit one byte, and of seven bits a byte less than half would.
MORE: Final = 224
WEIGHT: Final = 256 - MORE
LONGEST_NUMBER: Final = 5  # bytes
HIGHEST_FACT: Final = 255


class BadDelta(ValueError):
    """Bytes are no delta, or not one between these two files. `str()` says why."""


def encode(before: bytes, after: bytes) -> bytes:
    """The delta from one names file to another. Raises `BadNamesFile`."""
    rows = read_rows(before)
    return write(rows, difference.between(rows, read_rows(after)))


def write(before: Sequence[Row], change: Difference[Row]) -> bytes:
    """The delta that makes this change to the rows of a names file, in their order."""
    changed = sorted(change.came)
    stay = {name for name, _ in changed}
    gone = sorted(bisect_left(before, row) for row in change.gone if row[0] not in stay)
    written = list(_written(before, [name for name, _ in changed]))
    steps = [*(index - last for last, index in zip([-1, *gone], gone, strict=False)), *(step for step, _ in written)]
    numbers = map(_number, [len(gone), len(changed), *steps])
    return b"".join([*numbers, bytes(fact for _, fact in changed), *(entry for _, entry in written)])


def apply(before: bytes, delta: bytes, sha256: str) -> bytes:
    """The names file that a delta makes of the one before it, which must have this digest.

    Raises `BadDelta`, also for a delta that was made for another file before; `BadNamesFile` when that is none.
    """
    rows = read_rows(before)
    change = read(rows, delta)
    try:
        after = write_rows(change.applied(rows))
    except ValueError as reason:
        raise _unfit(reason) from None
    if hashlib.sha256(after).hexdigest() != sha256:
        raise BadDelta("The delta leads to another names file than the one that was asked for.")
    return after


def read(before: Sequence[Row], delta: bytes) -> Difference[Row]:
    """The change that a delta makes to the rows of a names file. Raises `BadDelta`."""
    try:
        return _read(before, delta)
    except (ValueError, LookupError) as reason:
        raise _unfit(reason) from None


def _unfit(reason: Exception) -> BadDelta:
    return BadDelta(f"The delta does not fit the names file before it ({reason}).")


def _written(old: Sequence[Row], new: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    """Steps and entries: each against the name set just before it, or an old neighbour that shares more with it."""
    at, base = -1, ""
    for name in new:
        above = bisect(old, (name, HIGHEST_FACT))
        near = [(0, base), *((index - at, old[index][0]) for index in (above - 1, above) if at < index < len(old))]
        step, base = max(near, key=lambda reach: front_coding.shared(reach[1], name))
        yield step, front_coding.write(base, name)
        at, base = at + step, name


def _read(before: Sequence[Row], delta: bytes) -> Difference[Row]:
    (gone, changed), rest = _numbers(delta, 2)
    gone_steps, rest = _numbers(rest, gone)
    steps, rest = _numbers(rest, changed)
    facts, entries = rest[:changed], front_coding.split(rest[changed:])
    if 0 in gone_steps:
        raise BadDelta("a name goes twice")
    came, at, base = {}, -1, ""
    for step, fact, (same, tail) in zip(steps, facts, entries, strict=True):
        at += step
        base = front_coding.read(before[at][0] if step else base, same, tail)
        came[base] = fact
    went = [before[index - 1] for index in accumulate(gone_steps)]
    places = [bisect_left(before, (name, 0)) for name in came]
    went += [before[place] for place in places if place < len(before) and before[place][0] in came]
    return difference.between(went, came.items())


def _number(value: int) -> bytes:
    if value < MORE:
        return bytes((value,))
    rest, low = divmod(value - MORE, WEIGHT)
    return bytes((MORE + low,)) + _number(rest)


def _numbers(data: bytes, count: int) -> tuple[list[int], bytes]:
    """The first `count` numbers, and what follows them."""
    numbers: list[int] = []
    value, weight = 0, 1
    for place, byte in enumerate(data):
        if len(numbers) == count:
            return numbers, data[place:]
        value += byte * weight
        weight *= WEIGHT
        if byte < MORE:
            numbers.append(value)
            value, weight = 0, 1
        elif weight == WEIGHT**LONGEST_NUMBER:
            raise BadDelta("it holds a number that is too long")
    if len(numbers) != count:
        raise BadDelta("it breaks off within its numbers")
    return numbers, b""
