"""What every page shares: templates, the reader's language, security headers."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api import assets
from api.language import choose, texts
from api.written_dates import in_words

TEMPLATES: Final = Path(__file__).with_name("templates")

# No inline script or style, no remote anything: a page is what this service sent, or it does not run.
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}

_templates = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_templates.globals["static"] = assets.address


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Render a template in the reader's language. `t(key, …)` in it is a text, `day(date)` a date in words,
    `static(name)` the address of a style sheet, a picture or a script."""
    language = choose(request.query_params.get("lang"), request.headers.get("accept-language"))
    said = texts(language)
    html = _templates.get_template(template).render(
        **values,
        language=language,
        here=request.url.path,
        t=lambda key, **filled: said[key].format(**filled),
        day=lambda date: in_words(date, language),
    )
    kept = {"Content-Language": language, "Vary": "Accept-Language", "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers={**kept, **(headers or {})})


def wants_page(request: Request) -> bool:
    """Whether a person is reading, in a browser."""
    return "text/html" in request.headers.get("accept", "")


def add_security_headers(app: FastAPI) -> None:
    """Send `HEADERS` with every answer."""

    @app.middleware("http")
    async def _with_headers(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
