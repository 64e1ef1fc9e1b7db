"""From a Site to its page, as bytes of HTML would leave a server."""

from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader

from tests.internet.pages import trackers
from tests.internet.pages.design import designed
from tests.internet.pages.prose import Prose

_REASONS: Final = {403: "Forbidden", 404: "Not Found", 410: "Gone", 500: "Internal Server Error", 503: "Unavailable"}


class Shown(Protocol):
    """What a page is made of; a `Site` of a world."""

    @property
    def template(self) -> str: ...
    @property
    def brand(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def text(self) -> tuple[str, ...]: ...
    @property
    def trackers(self) -> tuple[str, ...]: ...
    @property
    def seed(self) -> str: ...
    @property
    def design(self) -> str: ...
    @property
    def changed(self) -> float: ...


def page(site: Shown, host: str) -> str:
    """The home page of a Site under a host."""
    prose = Prose(site.template, site.language, site.brand, host, site.seed, site.changed)
    return _TEMPLATES.get_template("page.html").render(
        site=site,
        prose=prose,
        own=[prose.edited(sentence) for sentence in site.text],
        design=designed(site.template, site.design),
        snippets=[trackers.snippet(tracker) for tracker in site.trackers],
    )


def moving(address: str, by: str) -> str:
    """A page that sends a browser on, by a `meta` element or by a `script`."""
    sends = {
        "meta": f'<meta http-equiv="refresh" content="0; url={address}">',
        "script": f'<script>window.location.replace("{address}");</script>',
    }[by]
    return f'<!doctype html><html><head><meta charset="utf-8"><title>…</title>{sends}</head><body></body></html>'


def failure(status: int) -> str:
    """What a web server says with a status by itself."""
    said = f"{status} {_REASONS[status]}"
    return (
        f"<html>\n<head><title>{said}</title></head>\n<body>\n<center><h1>{said}</h1></center>\n"
        "<hr><center>nginx</center>\n</body>\n</html>\n"
    )


def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True)
    environment.filters["slug"] = lambda text: "-".join(text.lower().split())
    environment.filters["host"] = lambda address: urlsplit(address).netloc
    return environment


_TEMPLATES: Final = _environment()
