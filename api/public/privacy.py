"""`/privacy`: the policy of docs/privacy.md, as it stands there, in the reader's language."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from api.language import choose, texts
from api.public.pages import public_page

FOLDER: Final = Path(__file__).parents[2] / "docs"
POLICIES: Final = {"en": "privacy.md", "fr": "privacy.fr.md"}
_ABSOLUTE: Final = re.compile(r"https?://")

router = APIRouter(include_in_schema=False)


@router.get("/privacy")
def privacy(request: Request) -> Response:
    """The policy."""
    language = choose(request.query_params.get("lang"), request.headers.get("accept-language"))
    return public_page(request, "public/privacy.html", {"policy": policy(language)})


@cache
def policy(language: str) -> Markup:
    """The policy as HTML. Its links to the other language lead to this page; those to files beside it, nowhere."""
    parser = MarkdownIt("js-default")
    label = texts(language)["privacy_table"]
    table = f'<div class="wide" role="region" tabindex="0" aria-label="{label} %d"><table>\n'
    tables = iter(range(1, 100))
    parser.add_render_rule("table_open", lambda *_: table % next(tables))
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    tokens = parser.parse((FOLDER / POLICIES[language]).read_text(encoding="utf-8"))
    for token in tokens:
        token.children = _relinked(token.children) if token.children else token.children
    # Its text is ours, and the parser lets no HTML through.
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704


def _relinked(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    drops = False
    for token in tokens:
        if token.type == "link_open":
            place = _place(str(token.attrs["href"]))
            drops = place is None
            token.attrs["href"] = place or ""
        if not (drops and token.type in ("link_open", "link_close")):
            kept.append(token)
    return kept


def _place(link: str) -> str | None:
    """Where a link of the file leads on the page; None for what is not shown."""
    others: dict[str, Any] = {name: f"?lang={language}" for language, name in POLICIES.items()}
    return link if _ABSOLUTE.match(link) else others.get(link)
