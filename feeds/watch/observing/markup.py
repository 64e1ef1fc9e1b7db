"""From a stranger's HTML to its tags, texts and links, in one pass over the characters. Pure.

It builds no tree, so nothing in it grows faster than the page: 120 000 attributes on one element cost libxml2 minutes,
and 200 000 nested ones cost lexbor as much. What is bounded is left out silently; a fingerprint of the first 20 000
tags is as good as one of all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Final

MOST_MARKS: Final = 40_000  # opening and closing tags, comments and declarations

_MARK = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,40}+")
# Possessive throughout: no page can make the engine try again.
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?"""
)
_TAG_END = re.compile(r"[\s/]*+>")
_SPACE = re.compile(r"\s+")
# Their content is characters, not markup, up to the closing tag (WHATWG HTML, "Parsing HTML documents").
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "noscript", "iframe", "noframes", "xmp")
}
# What stands between two texts: nothing where letters are only drawn otherwise, a space, or else a line's end.
_BETWEEN: Final = dict.fromkeys(("b", "i", "em", "strong", "u", "small", "font", "wbr"), "") | {"a": " ", "span": " "}

Attributes = dict[str, str]


@dataclass(slots=True)
class Markup:
    """What stands in a page, each in its order.

    `texts` are the visible ones, each with the `href` that it stands in; a line break stands between blocks.
    `scripts` are the contents of `script` and `noscript`.
    """

    elements: list[tuple[str, Attributes]] = field(default_factory=list)
    texts: list[tuple[str, str | None]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str = ""

    def named(self, *names: str) -> Iterator[Attributes]:
        """The attributes of the elements of these names."""
        return (attributes for name, attributes in self.elements if name in names)


def read_markup(html: str) -> Markup:
    """Read a page, or the first `MOST_MARKS` marks of it. Nothing is refused: what is no HTML gives its text."""
    reading = _Reading(html)
    for _ in islice(reading.steps(), MOST_MARKS):
        pass
    return reading.markup


class _Reading:
    """A place in a page and what was found before it."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.place = 0
        self.link: str | None = None
        self.markup = Markup()

    def steps(self) -> Iterator[None]:
        """Go from mark to mark. What never ends takes the rest of the page with it, as in a browser."""
        while mark := _MARK.search(self.html, self.place):
            self._text(mark.start())
            after = self._opening(mark.end()) if self.html[mark.end()].isalpha() else self._other(mark.start())
            if after is None:
                return
            self.place = after
            yield
        self._text(len(self.html))

    def _text(self, end: int) -> None:
        text = _clean(self.html[self.place : end])
        if text.strip():
            self.markup.texts.append((text, self.link))

    def _opening(self, start: int) -> int | None:
        tag, place = self._name(start)
        attributes: Attributes = {}
        while (end := _TAG_END.match(self.html, place)) is None:
            found = _ATTRIBUTE.match(self.html, place)
            if found is None:
                return None
            value = found["double"] or found["single"] or found["bare"] or ""
            attributes.setdefault(found["name"][:40].lower(), unescape(value))
            place = found.end()
        self.markup.elements.append((tag, attributes))
        self._boundary(tag)
        if tag == "a":
            self.link = attributes.get("href")
        return self._raw(tag, end.end()) if tag in _RAW else end.end()

    def _name(self, start: int) -> tuple[str, int]:
        name = _NAME.match(self.html, start)
        return (name[0].lower(), name.end()) if name else ("", start)

    def _boundary(self, tag: str) -> None:
        between = _BETWEEN.get(tag, "\n")
        if between:
            self.markup.texts.append((between, None))

    def _raw(self, tag: str, start: int) -> int | None:
        closing = _RAW[tag].search(self.html, start)
        content = self.html[start : closing.start()] if closing else self.html[start:]
        if tag in ("script", "noscript"):
            self.markup.scripts.append(content)
        elif tag == "title" and not self.markup.title:
            self.markup.title = _clean(content).strip()
        return closing.start() if closing else None

    def _other(self, start: int) -> int | None:
        """Return the place after a closing tag, a comment or a declaration; None when it never ends."""
        if self.html.startswith("<!--", start):
            ending, opening = "-->", start + 4
        else:
            ending, opening = ">", start + 2
        tag, _ = self._name(start + 2)
        self.link = None if tag == "a" else self.link
        self._boundary(tag)
        end = self.html.find(ending, opening)
        return end + len(ending) if end >= 0 else None


def _clean(text: str) -> str:
    return _SPACE.sub(" ", unescape(text))
