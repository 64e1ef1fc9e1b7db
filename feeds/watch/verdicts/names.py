"""How much one name is like another, by the ways in which real sites changed theirs. Pure."""

from typing import Final

from feeds.hostnames import NotAHostname, parse

_SHORTEST_STEM: Final = 4
_WITHOUT: Final = str.maketrans("", "", "-0123456789")


def similarity(one: str, other: str) -> str | None:
    """Say in which way two names are alike: `same-label`, `digits-or-hyphens`, `contained`, `stem`; None for no way."""
    first, second = _label(one), _label(other)
    bare = first.translate(_WITHOUT), second.translate(_WITHOUT)
    shorter, longer = sorted((first, second), key=len)
    if not shorter:
        return None
    if first == second:
        return "same-label"
    if bare[0] == bare[1] and bare[0]:
        return "digits-or-hyphens"
    if len(shorter) >= _SHORTEST_STEM and shorter in longer:
        return "contained"
    if len(min(bare, key=len)) >= _SHORTEST_STEM and bare[0][:_SHORTEST_STEM] == bare[1][:_SHORTEST_STEM]:
        return "stem"
    return None


def _label(name: str) -> str:
    try:
        host = parse(name)
    except NotAHostname:
        return ""
    return host.registrable.removesuffix(f".{host.suffix}")
