"""`/poster`: one sheet of A4, whatever the language, with a code that a phone reads."""

import base64
import json
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from api.public.poster import HELP
from tests.public.service import Service
from tests.public.visiting import visiting

pytestmark = pytest.mark.browser

A4: Final = (595, 842)  # points
STARTER: Final = Path(__file__).parents[2] / "feeds" / "registry" / "starter" / "helplines.json"
# The picture of an element as grey values, a row after the other: the browser decodes its own screenshot.
GREY: Final = """async (png) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return [image.width, Array.from({ length: data.length / 4 }, (_, i) => data[4 * i])];
}"""


def _scanned(page: Page, part: str) -> str:
    """What a phone reads that is held before an element."""
    png = base64.b64encode(page.locator(part).screenshot()).decode()
    blank = page.context.new_page()
    width, values = blank.evaluate(GREY, png)
    blank.close()
    picture: Any = np.array(values, dtype=np.uint8).reshape(-1, width)
    (code,) = zxingcpp.read_barcodes(picture)
    return str(code.text)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_prints_on_one_sheet(chromium: Browser, service: Service, language: str) -> None:
    with visiting(chromium, service) as page:
        page.goto(f"/poster?lang={language}")
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        (sheet,) = printed.pages
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4
        text = sheet.extract_text()
        assert [number for number, _ in HELP[language] if number not in text] == []
        assert f"{service.address}/check" in text
        assert "CC BY" not in text  # the page around it stays off the paper


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_phone_reads_the_way_to_the_check(chromium: Browser, service: Service, language: str) -> None:
    with visiting(chromium, service, color_scheme="dark") as page:
        page.goto(f"/poster?lang={language}")
        address = _scanned(page, "svg.qr")
        assert address == f"{service.address}/check?lang={language}"
        assert page.goto(address) is not None


def test_the_numbers_on_it_are_those_of_the_registry() -> None:
    lines = json.loads(STARTER.read_text(encoding="utf-8"))
    known = {line["phone"].replace(" ", "") for line in (lines if isinstance(lines, list) else lines["helplines"])}
    assert {number.replace(" ", "") for told in HELP.values() for number, _ in told} <= known
