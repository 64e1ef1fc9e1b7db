"""Names told by their ending alone: "passé de .fr à .gg", "the domain of Guernsey"."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from feeds.hostnames import NotAHostname, parse
from feeds.intake.lexicon import Lexicon
from feeds.intake.mention import Kind, Mention, folded, related
from feeds.intake.whose_country import AT_HAND, JOINTS, SENTENCE_END, SPEAKS, keeps_a_name, owned_countries

_ENDING = re.compile(r"(?<![\w.…)])\.(?P<ending>(?:(?:com?|org|net)\.)?[a-z]{2,10})\b(?!\.\w|@)", re.IGNORECASE)
_APART = re.compile(r"\b(?P<small>\w+)\. (?P<ending>[a-z]{2,6})\b(?!\.\w|@)")
_BESIDE = 80  # characters from another ending in which a country is one
_STORY = 5000  # characters; a longer text names countries for many reasons
_FEW = 8  # countries
_MANY = 100  # a text with more names of one ending is a list, in which none is meant by the ending alone
_NEXT = 40  # characters from one such country to the next
_TIED = 24  # characters
_LINK = re.compile(rf"\s*{JOINTS}")
_GLOSS = re.compile(r"[\s(«»\"“”'’,–—-]{0,4}")


def find_endings(text: str, body: int, named: list[Mention], words: Lexicon) -> list[Mention]:
    """Return the places where only an ending stands; each is read with the brand that was named last.

    `named` are the full names and brands of the text, in its order.
    """
    if not named:
        return []
    sites = _Sites.of(text, named)
    taken = {place for mention in named for place in (mention.start, mention.end)}
    bare = [
        mention
        for start, end, ending in _bare(text, body, words)
        if start not in taken and end not in taken
        if (mention := sites.read(start, end, ending, Kind.ENDING))
    ]
    bare.sort(key=lambda mention: mention.start)
    told = list(_countries(text, body, bare, words))
    owned = owned_countries([(start, end) for start, end, _ in told], text, body, words)
    countries = [
        mention
        for start, end, ending in told
        if start not in owned
        and (mention := sites.read(start, end, ending, _kind(start, end, text, words)))
        and not _spelled_next(mention, text, sites, words)
        and not keeps_a_name(mention, text, [*named, *bare], words)
    ]
    return _joined(text, sorted([*bare, *countries], key=lambda mention: mention.start))


def find_places(text: str, body: int, mentions: list[Mention], words: Lexicon) -> list[Mention]:
    """Return the countries that may stand for their endings, where nothing beside them says so: "it moved to Guernsey".

    Only the weighing of the whole text looks at them. `mentions` are all others of the text, in its order.
    """
    named = [each for each in mentions if each.kind in (Kind.NAME, Kind.BRAND)]
    if not named or len(text) - body > _STORY:
        return []
    sites = _Sites.of(text, named)
    taken = [(each.start, each.end) for each in mentions]
    found = list(words.countries.find(folded(text), body, len(text)))
    owned = owned_countries([(start, end) for start, end, _, _ in found], text, body, words)
    places = [
        mention
        for start, end, ending, is_name in found
        if is_name and _has_capital(text[start:end]) and all(end <= begin or stop <= start for begin, stop in taken)
        if start not in owned
        if (mention := sites.read(start, end, ending, Kind.PLACE)) and not _spelled_next(mention, text, sites, words)
    ]
    return places if len({place.host for place in places}) <= _FEW else []


def _kind(start: int, end: int, text: str, words: Lexicon) -> Kind:
    """Return what a country is: an ending in "the Swedish domain" and "l'extension du Pérou", else perhaps a place."""
    spoken = words.words["names.endings"]
    before, after = folded(text[max(0, start - _TIED) : start]), folded(text[end : end + _TIED])
    tied = any(_LINK.fullmatch(before, found.end()) for found in spoken.finditer(before))
    return Kind.ENDING if tied or spoken.match(after.lstrip()) else Kind.COUNTRY


def _spelled_next(country: Mention, text: str, sites: "_Sites", words: Lexicon) -> bool:
    """Say whether a name with its ending follows a country: "the Icelandic address, lagoon.is" names one site once."""
    suffix = f"{country.host}".partition(".")[2]
    following = sites.named[bisect_left(sites.starts, country.end) :][:1]
    between = [folded(text[country.end : name.start]) for name in following if f"{name.host}".endswith(f".{suffix}")]
    return any(_GLOSS.fullmatch(words.words["names.endings"].sub("", gloss)) for gloss in between)


def tells_endings(text: str, body: int, words: Lexicon) -> bool:
    """Say whether endings stand alone in a text, written or told aloud: "passé de .fr à .gg", "en punto eu"."""
    return any(True for _ in _bare(text, body, words))


def _bare(text: str, body: int, words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, ending)` of the endings that stand alone: written, apart from their dot, or told aloud."""
    for match in _ENDING.finditer(text, body):
        yield *match.span(), match["ending"]
    for match in _APART.finditer(text, body):
        if folded(match["small"]) in words.small:
            yield match.end("small"), match.end(), match["ending"]
    yield from ((*match.span(), match["ending"]) for match in _spoken(text, body, words))


def _spoken(text: str, body: int, words: Lexicon) -> Iterator[re.Match[str]]:
    """Yield the endings told aloud without a name before them: "ya no es punto com"."""
    dot = words.words["names.dot"].pattern
    short = r"(?:(?<=\b\w\w )|(?<=\b\w\w\w ))"  # an article or a verb, no label
    spoken = re.compile(rf"{short}(?i:{dot})[ -](?P<ending>[a-z]{{2,6}})\b")
    yield from (match for match in spoken.finditer(text, body) if match["ending"] not in words.ordinary)


@dataclass(frozen=True, slots=True)
class _Sites:
    """The names and brands of a text, with what is looked up for every ending."""

    named: list[Mention]
    starts: list[int]
    labels: dict[str, str]
    by_last: dict[str, list[Mention]]
    passing: frozenset[str]
    spelled: dict[tuple[str, str], Mention | None]

    @classmethod
    def of(cls, text: str, named: list[Mention]) -> "_Sites":
        # A brand that is written with a hyphen has it in its names too.
        labels = {each.key: folded(text[each.start : each.end]).replace(" ", "") for each in named if not each.host}
        labels = {key: label for key, label in labels.items() if label.replace("-", "") == key}
        labels |= {mention.key: _label(mention.host) for mention in named if mention.host and mention.key}
        by_last: dict[str, list[Mention]] = {}
        for mention in named:
            if mention.host:
                by_last.setdefault(mention.host.rpartition(".")[2], []).append(mention)
        return cls(named, [mention.start for mention in named], labels, by_last, _passing(named), {})

    def read(self, start: int, end: int, ending: str, kind: Kind) -> Mention | None:
        nearest = self._nearest(start)
        try:
            name = parse(f"{self.labels.get(nearest.key, nearest.key)}.{ending}")
        except NotAHostname:
            return None
        # Where the text spells a name with this ending out, that is the one.
        spelled = self._spelled(nearest.key, name.suffix)
        host, key = (spelled.host, spelled.key) if spelled else (name.registrable, nearest.key)
        return Mention(start, end, kind, key, host, f"the name is told by its ending alone (.{name.suffix})")

    def _nearest(self, start: int) -> Mention:
        """Return the site named last before an ending; one that is named in passing has the endings beside it alone."""
        before = self.named[: max(1, bisect_left(self.starts, start))]
        last = before[-1]
        if last.key not in self.passing or start - last.end <= AT_HAND:
            return last
        return next((each for each in reversed(before) if each.key not in self.passing), last)

    def _spelled(self, key: str, suffix: str) -> Mention | None:
        if (key, suffix) not in self.spelled:
            alike = self.by_last.get(suffix.rpartition(".")[2], [])[:_MANY]
            self.spelled[key, suffix] = next(
                (each for each in alike if f"{each.host}".endswith(f".{suffix}") and related(each.key, key)), None
            )
        return self.spelled[key, suffix]


def _passing(named: list[Mention]) -> frozenset[str]:
    """Return the brands of which no name is spelled, and that are named no more often than a site of which one is.

    Where the text spells no name at all, those are that are named no more often than the brand with which it begins.
    """
    times = Counter(mention.key for mention in named)
    spelled = {mention.key for mention in named if mention.host} or {named[0].key}
    most = max(times[key] for key in spelled)
    return frozenset(key for key in times if key not in spelled and times[key] <= most)


def _label(host: str) -> str:
    """Return what stands before the suffix of a name: `coco` for forum.coco.co.uk."""
    name = parse(host)
    return name.registrable.removesuffix(f".{name.suffix}")


def _countries(text: str, body: int, bare: list[Mention], words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Yield the countries that stand for their endings: where domains are spoken of, and nowhere else."""
    plain = folded(text)
    spoken = [(found.start(), found.end()) for found in words.words["names.endings"].finditer(plain, body)]
    near = [(start - SPEAKS, end + SPEAKS) for start, end in spoken]
    near += [(mention.start - _BESIDE, mention.end + _BESIDE) for mention in bare]
    endings, opened, closed = [each.start for each in bare], [at for at, _ in spoken], [at for _, at in spoken]
    last = -_NEXT
    for begin, stop in _merged(near, body, len(plain)):
        for start, end, ending, is_name in words.countries.find(plain, begin, stop):
            beside = _any_within(endings, start - _BESIDE, start + _BESIDE)
            before = _any_within(closed, max(start - SPEAKS, _sentence_before(text, start)), start - 1)
            after = _any_within(opened, end + 1, min(end + SPEAKS // 2, _sentence_end(text, end)))
            said = before or start - last <= _NEXT or (beside if is_name else after)
            capital = not is_name or _has_capital(text[start:end])
            if capital and (said or (is_name and after)):
                last = end
                yield start, end, ending


def _sentence_before(text: str, at: int) -> int:
    """Return where the sentence begins that a place near `at` must not leave."""
    ends = [each.end() for each in SENTENCE_END.finditer(text, max(0, at - SPEAKS), at)]
    return ends[-1] if ends else 0


def _sentence_end(text: str, at: int) -> int:
    end = SENTENCE_END.search(text, at, at + SPEAKS)
    return end.start() if end else len(text)


def _has_capital(words: str) -> bool:
    """Say whether some of the words begin with a capital, as in "îles Coco"."""
    return any(map(str.isupper, words))


def _any_within(places: list[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last


def _merged(spans: list[tuple[int, int]], begin: int, end: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        first, last = max(begin, start), min(end, stop)
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with one for two that tell one ending side by side: "l'extension suisse (.ch)"."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and mention.start < before.end:
            continue
        if before and mention.host == before.host and _GLOSS.fullmatch(text, before.end, mention.start):
            joined[-1] = replace(before, end=mention.end, kind=Kind.ENDING)
        else:
            joined.append(mention)
    return joined
