"""The fingerprint of a page, from its bytes. Pure: opens nothing, asks no clock."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin, urlsplit

import py3langid  # type: ignore[import-untyped]

from feeds.hostnames import Hostname, NotAHostname, parse
from feeds.watch.observing.announcements import announcements_in
from feeds.watch.observing.characters import decode
from feeds.watch.observing.folding import folded
from feeds.watch.observing.marks import marks_in
from feeds.watch.observing.markup import Markup, read_markup
from feeds.watch.observing.observation import Page
from feeds.watch.observing.sketch import runs, sketch
from feeds.watch.observing.trackers import trackers_in

EXCERPT: Final = 4096  # bytes
WORD_RUN: Final = 3
TAG_RUN: Final = 5
MOST_LINKS: Final = 200
_LONGEST: Final = 1_000_000  # characters
_LONGEST_TITLE: Final = 300
_SOON: Final = 10  # seconds; a refresh later than this keeps a page up to date
_SIGNPOST: Final = 80  # words; a script that leaves such a page at once is what the page is for
_LANGUAGE_WORDS: Final = 20  # fewer say more about a brand than about a language

_WORD = re.compile(r"[^\W\d_]+")
_REFRESH = re.compile(r"\s*+(\d{1,4})[\d.]*+\s*+[;,]?\s*+(?:url\s*+=\s*+)?[\"']?([^\"']{1,2000})", re.IGNORECASE)
_SCRIPT = re.compile(
    r"\blocation(?:\.href)?\s{0,9}(?:=\s{0,9}|\.(?:replace|assign)\(\s{0,9})[\"'](https?:[^\"']{4,2000})[\"']"
)


def read_page(body: bytes, headers: Mapping[str, str], url: str) -> Page:
    """Read the page that was found at `url`. `headers` have names in lower case. Anything is read, binary data too."""
    html = decode(body, headers)[:_LONGEST]
    markup = read_markup(html)
    here = _hostname(url)
    text = "".join(text for text, _ in markup.texts)
    words = _WORD.findall(folded(f"{markup.title} {text}"))
    tags = [name for name, _ in markup.elements]
    return Page(
        title=markup.title[:_LONGEST_TITLE],
        excerpt=_cut(_tidy(text)),
        language=_language(words, markup),
        words=len(words),
        tags=len(tags),
        word_sketch=sketch(runs(words, WORD_RUN)) if words else (),
        tag_sketch=sketch(runs(tags, TAG_RUN)) if tags else (),
        trackers=trackers_in(html),
        announcements=announcements_in(_spoken(markup, here)),
        marks=marks_in(f"{markup.title}\n{text}"),
        links=_others((each.get("href", "") for each in markup.named("a", "area")), here),
        leads_to=_leads_to(markup, len(words), url),
        canonical=next(iter(_others(_addresses(markup, "canonical"), here)), None),
        translations=_others(_addresses(markup, "alternate"), here),
        icon=_icon(markup, url),
    )


@lru_cache(maxsize=4096)
def _hostname(address: str) -> Hostname | None:
    try:
        return parse(address)
    except NotAHostname:
        return None


def _tidy(text: str) -> str:
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line)


def _cut(text: str) -> str:
    return text.encode("utf-8", errors="ignore")[:EXCERPT].decode("utf-8", errors="ignore")


def _language(words: list[str], markup: Markup) -> str | None:
    if len(words) >= _LANGUAGE_WORDS:
        return str(py3langid.classify(" ".join(words[:2000]))[0])
    said = next((each.get("lang", "") for each in markup.named("html")), "")
    return said[:2].lower() if re.fullmatch(r"[a-zA-Z]{2}(?:[-_].{0,20})?", said) else None


def _spoken(markup: Markup, here: Hostname | None) -> str:
    """The text with the hosts that words link to before them, under the title and the description."""
    described = (
        each.get("content", "") for each in markup.named("meta") if each.get("name", "").lower() == "description"
    )
    parts, linked = [markup.title, "\n", *described, "\n"], None
    for text, link in markup.texts:
        if link and link != linked:
            parts += [f" {host} " for host in _others([link], here)]
        linked = link
        parts.append(text)
    return "".join(parts)


def _others(addresses: Iterable[str], here: Hostname | None) -> tuple[str, ...]:
    """The hosts of absolute addresses that are another site's, each once, in their order."""
    hosts: dict[str, None] = {}
    for address in addresses:
        absolute = re.match(r"\s{0,9}((?:https?:)?//[^/?#\\\s]{1,253})", address, re.IGNORECASE)
        name = _hostname(absolute[1]) if absolute else None
        if name and (here is None or name.registrable != here.registrable):
            hosts[name.ascii] = None
        if len(hosts) == MOST_LINKS:
            break
    return tuple(hosts)


def _addresses(markup: Markup, relation: str) -> Iterable[str]:
    for each in markup.named("link"):
        hreflang = relation != "alternate" or "hreflang" in each
        if hreflang and relation in each.get("rel", "").lower().split():
            yield each.get("href", "")


def _leads_to(markup: Markup, words: int, url: str) -> str | None:
    for each in markup.named("meta"):
        refresh = _REFRESH.match(each.get("content", "")) if each.get("http-equiv", "").lower() == "refresh" else None
        if refresh and int(refresh[1]) <= _SOON:
            return _joined(url, refresh[2])
    if words <= _SIGNPOST:
        scripted = (match[1] for script in markup.scripts for match in _SCRIPT.finditer(script))
        return next((_joined(url, address) for address in scripted), None)
    return None


def _icon(markup: Markup, url: str) -> str | None:
    icons = (
        each["href"] for each in markup.named("link") if "icon" in each.get("rel", "").lower() and each.get("href")
    )
    return next((_joined(url, icon) for icon in icons), None)


def _joined(base: str, address: str) -> str | None:
    """The address as the page means it; None when it is none that can be fetched, or leads nowhere else."""
    try:
        whole = urljoin(base, address.strip())
        scheme = urlsplit(whole).scheme
    except ValueError:
        return None
    return whole[:2000] if scheme in ("http", "https") and whole != base else None
