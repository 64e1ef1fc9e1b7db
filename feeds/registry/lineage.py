"""The order of a Site's Names, oldest first. Pure."""

from collections.abc import Iterable, Mapping


def oldest_first(used_from: Mapping[str, str | None], renames: Iterable[tuple[str, str]]) -> list[str]:
    """Order names by what is known of them.

    `used_from` gives each name's first date (YYYY[-MM[-DD]] or None); `renames` are `(old, new)` pairs. An
    old name comes before its successor; between names that no rename orders, the earlier date goes first and a name
    without a date last. A Site that came back to a former name is a circle: the earlier date breaks it.
    """
    before: dict[str, set[str]] = {name: set() for name in used_from}
    for old, new in renames:
        if old in before and new in before and old != new:
            before[new].add(old)
    ordered: list[str] = []
    waiting = sorted(used_from, key=lambda name: (used_from[name] or "9999", name))
    while waiting:
        following = next((name for name in waiting if not before[name] & set(waiting)), waiting[0])
        waiting.remove(following)
        ordered.append(following)
    return ordered
