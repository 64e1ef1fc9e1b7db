"""Names told by their ending alone: "passé de .fr à .gg", "the domain of Guernsey"."""

import re

from feeds.hostnames import NotAHostname, parse
from feeds.intake.lexicon import Lexicon
from feeds.intake.mention import Kind, Mention, folded, related

_ENDING = re.compile(r"(?<![\w.…)])\.(?P<ending>[a-z]{2,10})\b(?!\.\w|@)", re.IGNORECASE)
_NEAR = 80  # characters in which a country must be spoken of as a domain


def find_endings(text: str, body: int, named: list[Mention], words: Lexicon) -> list[Mention]:
    """Return the places where only an ending stands; each is read with the brand that was named last.

    `named` are the full names and brands of the text, in its order.
    """
    labels = {mention.key: mention.host.partition(".")[0] for mention in named if mention.host and mention.key}
    bare = [
        mention
        for match in _ENDING.finditer(text, body)
        if (mention := _read(match.start(), match.end(), match["ending"], Kind.ENDING, named, labels))
    ]
    return bare + _countries(text, body, named, labels, bare, words)


def _read(
    start: int, end: int, ending: str, kind: Kind, named: list[Mention], labels: dict[str, str]
) -> Mention | None:
    before = [mention for mention in named if mention.start < start]
    nearest = before[-1] if before else named[0] if named else None
    if nearest is None:
        return None
    try:
        name = parse(f"{labels.get(nearest.key, nearest.key)}.{ending}")
    except NotAHostname:
        return None
    # Where the text spells a name with this ending out, that is the one.
    spelled = [
        mention
        for mention in named
        if mention.host and mention.host.endswith(f".{name.suffix}") and related(mention.key, nearest.key)
    ]
    host, key = (spelled[0].host, spelled[0].key) if spelled else (name.registrable, nearest.key)
    return Mention(start, end, kind, key, host, f"the name is told by its ending alone (.{name.suffix})")


def _countries(
    text: str, body: int, named: list[Mention], labels: dict[str, str], bare: list[Mention], words: Lexicon
) -> list[Mention]:
    if not words.countries or not named:
        return []
    plain = folded(text)
    found: list[Mention] = []
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, words.countries))})\b", plain):
        said = words.words["names.endings"].search(plain, max(body, match.start() - 30), match.start())
        beside = any(abs(mention.start - match.start()) <= _NEAR for mention in bare)
        if match.start() >= body and text[match.start()].isupper() and (said or beside):
            ending = words.countries[match[0]]
            mention = _read(match.start(), match.end(), ending, Kind.COUNTRY, named, labels)
            found += [mention] if mention else []
    return found
