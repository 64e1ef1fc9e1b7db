"""What every public page shares: the language in its links, where it stands, and how long a cache may hold it."""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response
from markupsafe import Markup, escape

from api.language import LANGUAGES, choose, texts
from api.web import HEADERS, page

CACHED: Final = "public, max-age=300"
"""As for the feed: whoever has a page may be five minutes late."""
LABELS: Final = {"en": "English", "fr": "Français"}
_POLICY: Final = HEADERS["Content-Security-Policy"]
POLICY: Final = _POLICY.replace("script-src 'self'; ", "").replace(" connect-src 'self';", "")
"""For a page without a script. What is inline in it (JSON-LD) is data, which no browser runs or refuses."""


def public_page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    status: int = 200,
    caching: str = CACHED,
    scripts: bool = False,
) -> Response:
    """A page that says the same to everybody: kept by caches, known again by its `ETag`.

    `template` extends `public/base.html`, and gets `to(path)`: an address here in the language that the reader chose;
    and `told(key, …)`: a text in which what it speaks of is marked up, for scripts to fill. `scripts` lets the page run
    ours, and those ask this service. No page sets a cookie. One that is kept travels compressed: it is the same for
    everybody, so it has no secret that its length could tell (BREACH).
    """
    given = {**_place(request), **values, "to": linking(request), "told": _telling(request)}
    headers = {"Cache-Control": caching, "Content-Security-Policy": _POLICY if scripts else POLICY}
    made = page(request, template, given, status=status, headers=headers)
    made.headers.add_vary_header("Accept-Encoding")
    if caching != CACHED or status != 200:
        return made
    made.headers["ETag"] = tag = f'W/"{hashlib.sha256(made.body).hexdigest()[:32]}"'
    if tag in (one.strip() for one in request.headers.get("if-none-match", "").split(",")):
        kept = ("ETag", "Cache-Control", "Vary", "Content-Language", "Content-Security-Policy")
        return Response(status_code=304, headers={name: made.headers[name] for name in kept})
    return _packed(request, made)


def _packed(request: Request, made: Response) -> Response:
    """A page as few bytes, for whoever can unpack them. Its `ETag` is weak: it is the same page."""
    if re.search(r"(^|,)\s*gzip\s*(,|$)", request.headers.get("accept-encoding", "")):
        made.body = gzip.compress(made.body, mtime=0)
        made.headers.update({"Content-Encoding": "gzip", "Content-Length": str(len(made.body))})
    return made


def _place(request: Request) -> dict[str, Any]:
    """Where a page stands: its address without the reader's question, and the same in each language."""
    path = request.url.path
    canonical = str(request.app.state.settings.public_url).rstrip("/") + path
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    in_each = [(code, LABELS[code], f"?{urlencode([*asked, ('lang', code)])}") for code in LANGUAGES]
    return {
        "where": path,
        "canonical": canonical,
        "translations": [(code, f"{canonical}?lang={code}") for code in LANGUAGES],
        "languages": in_each,
    }


def linking(request: Request) -> Callable[[str], str]:
    """What makes of an address here the same in the language that the reader chose, if one was."""
    chosen = request.query_params.get("lang")
    ending = f"lang={chosen}" if chosen in LANGUAGES else ""

    def to(path: str) -> str:
        return f"{path}{'&' if '?' in path else '?'}{ending}" if ending else path

    return to


def _telling(request: Request) -> Callable[..., Markup]:
    said = texts(choose(request.query_params.get("lang"), request.headers.get("accept-language")))

    def told(key: str, **filled: str) -> Markup:
        """A text whose parts are told apart from the words around them, whatever script they are written in."""
        parts = {name: Markup('<bdi data-fill="{}">{}</bdi>').format(name, value) for name, value in filled.items()}
        return Markup(escape(said[key])).format(**parts)  # noqa: S704 (escaped, and so is what is filled in)

    return told
