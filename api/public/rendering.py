"""A page of the manual as HTML."""

import struct
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from api.language import texts
from api.public.manual import BrokenLink, Document, Manual, Place

_PNG: Final = b"\x89PNG\r\n\x1a\n"


def html(manual: Manual, document: Document, to: Callable[[str], str]) -> Markup:
    """The page. `to` gives an address of ours in the language that the reader chose.

    A wide table scrolls by itself and has a name; a picture has its size, so that nothing moves when it arrives.
    """
    label = texts(document.language if document.language in ("en", "fr") else "en")["docs_table"]
    given = {"manual": manual, "document": document, "to": to, "label": label, "tables": 0, "open": []}
    anchors = iter(document.anchors)
    given["anchor"] = lambda: next(anchors)
    # Its text is ours, and the parser lets no HTML through.
    return Markup(_PARSER.renderer.render(document.tokens, _PARSER.options, given))  # noqa: S704


def _heading(_: RendererHTML, tokens: Sequence[Token], at: int, __: Any, given: Mapping[str, Any]) -> str:
    return f'<{tokens[at].tag} id="{escape(given["anchor"]())}">'


def _link(_: RendererHTML, tokens: Sequence[Token], at: int, __: Any, given: Mapping[str, Any]) -> str:
    address = _address(given, str(tokens[at].attrs["href"]))
    given["open"].append(address)
    return f'<a href="{escape(address)}">' if address else ""


def _link_end(_: RendererHTML, __: Sequence[Token], ___: int, ____: Any, given: Mapping[str, Any]) -> str:
    return "</a>" if given["open"].pop() else ""


def _picture(_: RendererHTML, tokens: Sequence[Token], at: int, __: Any, given: Mapping[str, Any]) -> str:
    address = _address(given, str(tokens[at].attrs["src"]))
    file = given["manual"].files.get(address)
    size = _size(file) if file else ""
    return f'<img src="{escape(address)}" alt="{escape(tokens[at].content)}"{size} loading="lazy">'


def _table(_: RendererHTML, __: Sequence[Token], ___: int, ____: Any, given: dict[str, Any]) -> str:
    given["tables"] += 1
    return f'<div class="wide" role="region" tabindex="0" aria-label="{given["label"]} {given["tables"]}"><table>\n'


def _table_end(*_: Any) -> str:
    return "</table></div>\n"


def _address(given: Mapping[str, Any], link: str) -> str:
    """Where a link leads on the page; nothing where it leads nowhere."""
    try:
        place: Place | None = given["manual"].leads(given["document"], link)
    except BrokenLink:
        return ""
    if place is None:
        return ""
    anchor = f"#{place.anchor}" if place.anchor else ""
    if place.language:
        return f"{place.address}?lang={place.language}{anchor}"
    is_page = place.address.startswith("/") and place.address not in given["manual"].files
    return f"{given['to'](place.address) if is_page else place.address}{anchor}"


def _size(file: Path) -> str:
    """Width and height of a PNG, as attributes; nothing for a drawing, which has none of its own."""
    with file.open("rb") as picture:
        beginning = picture.read(24)
    if not beginning.startswith(_PNG):
        return ""
    width, height = struct.unpack(">II", beginning[16:24])
    return f' width="{width}" height="{height}"'


def _parser() -> MarkdownIt:
    made = MarkdownIt("js-default")
    rules = {
        "heading_open": _heading,
        "link_open": _link,
        "link_close": _link_end,
        "image": _picture,
        "table_open": _table,
        "table_close": _table_end,
    }
    for name, rule in rules.items():
        made.add_render_rule(name, rule)
    return made


_PARSER: Final = _parser()
