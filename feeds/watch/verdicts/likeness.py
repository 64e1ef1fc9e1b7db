"""What the new page shows of the old one. All of it can be copied. Pure."""

from collections.abc import Iterator
from typing import Final

from feeds.watch.observing.observation import Observation, Page
from feeds.watch.observing.sketch import containment, resemblance
from feeds.watch.verdicts import known
from feeds.watch.verdicts.evidence import Evidence, piece
from feeds.watch.verdicts.names import similarity
from feeds.watch.verdicts.past import Past

SAME_TAGS: Final = 0.8
SAME_TEXT: Final = 0.3
OTHER_TEXT: Final = 0.1
_FEWEST_TAGS: Final = 25  # fewer are the skeleton of any page
_FEWEST_WORDS: Final = 20
_SHORTEST_TITLE: Final = 8


def signs_of_likeness(old: Past, new: Observation) -> Iterator[Evidence]:
    """What is alike, and what is not, between the new page and the old site's own ones."""
    page = new.page
    if page:
        yield from _claims(old, new, page)
        yield from _content(old, page)
        yield from _icon(old, new)
    way = similarity(old.last.name, new.name)
    if way:
        yield piece("similar-name", old=old.last.name, new=new.name, way=way)


def _claims(old: Past, new: Observation, page: Page) -> Iterator[Evidence]:
    """Who says that the old name has become a third one speaks of others: a newspaper, not the site."""
    former, itself = known.registrable(old.last.name), known.registrable(new.name)
    said = [(each.says, known.registrable(each.host), each.quote) for each in page.announcements]
    of_others = any(says == "moved" and host not in (former, itself) for says, host, _ in said)
    quote = next((quote for says, host, quote in said if says == "was" and host == former), None)
    if quote and not of_others:
        yield piece("new-claims", old=old.last.name, quote=quote)


def _content(old: Past, page: Page) -> Iterator[Evidence]:
    tags = max((_tags(before, page) for before in old.pages), default=0.0)
    text = max((_text(before, page) for before in old.pages), default=0.0)
    # The same markup around other words of the same language is a theme that both have; a translation is not.
    theme = text < OTHER_TEXT and any(before.language == page.language for before in old.pages)
    if tags >= SAME_TAGS:
        yield piece("same-theme" if theme else "same-tags", share=tags)
    if text >= SAME_TEXT:
        yield piece("same-text", share=text)
    if theme:
        yield piece("other-content", tags=tags, text=text)
    if any(page.title == before.title for before in old.pages) and len(page.title) >= _SHORTEST_TITLE:
        yield piece("same-title", title=page.title)


def _tags(before: Page, page: Page) -> float:
    return resemblance(before.tag_sketch, page.tag_sketch) if min(before.tags, page.tags) >= _FEWEST_TAGS else 0.0


def _text(before: Page, page: Page) -> float:
    """The share of the shorter text that stands in the longer."""
    if min(before.words, page.words) < _FEWEST_WORDS:
        return 0.0
    shorter, longer = sorted((before, page), key=lambda each: each.words)
    return containment(shorter.word_sketch, longer.word_sketch)


def _icon(old: Past, new: Observation) -> Iterator[Evidence]:
    if new.icon is not None and any(seen.icon == new.icon for seen in old.itself):
        sign = "common-value" if known.is_common_icon(new.icon) else "same-icon"
        yield piece(sign, kind="favicon", id=str(new.icon))
