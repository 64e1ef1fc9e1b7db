"""What makes a Batch wait for a person. Pure.

One public list of dating sites went +912, -912, +769/-216 lines in five weeks, and nothing held it.
"""

from typing import Final

FEW: Final = 10  # names; a short list changes by large shares


def reason_to_hold(*, names: int, good: int, before: int | None, came: int, went: int, percent: int) -> str | None:
    """Why a Batch waits, in one sentence; None when it need not.

    `names` is how many different ones it has rows for, and `good` how many of these are good. `before` are the good
    names of the counted Batch of the same list, None without one; `came` and `went` is what changed since, and
    `percent` of `before` what may.
    """
    if good * 2 < names and names - good > FEW:
        return f"Only {good} of {names} rows can be used: is the form right, and is this the list?"
    if before is None:
        return None
    moved = max(came, went)
    if moved > FEW and moved * 100 > before * percent:
        return f"It brings {came} names and drops {went} of the {before} that count: more than {percent} % at once."
    return None
