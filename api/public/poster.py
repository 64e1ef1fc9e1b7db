"""`/poster`: one sheet of A4 for a school's wall, with a QR code that leads to `/check`."""

from typing import Final

import segno
from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from api.language import choose
from api.public.pages import public_page

HELP: Final = {
    "en": (("0800 1111", "Childline (UK)"), ("116 111", "Europe")),
    "fr": (("3018", "France"), ("116 111", "Europe")),
}
"""Helplines of the starter registry; 116 111 is that of most countries of the European Union."""

router = APIRouter(include_in_schema=False)


@router.get("/poster")
def poster(request: Request) -> Response:
    """The poster."""
    language = choose(request.query_params.get("lang"), request.headers.get("accept-language"))
    address = f"{str(request.app.state.settings.public_url).rstrip('/')}/check"
    values = {"address": address, "code": code(f"{address}?lang={language}"), "help": HELP[language]}
    return public_page(request, "public/poster.html", values)


def code(address: str) -> Markup:
    """The QR code of an address, as SVG. A quarter of it may be torn or written on (error correction Q)."""
    drawn = segno.make_qr(address, error="q").svg_inline(dark="#000", light="#fff", omitsize=True, svgclass="qr")
    return Markup(drawn)  # noqa: S704 (segno draws squares, no text)
