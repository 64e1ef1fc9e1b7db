"""The manual holds together: whatever a page links to is there, and every page is linked to."""

from pathlib import Path
from typing import Final

import pytest

from api.public import manual
from api.public.docs import FOLDER
from api.public.manual import Manual

HEAVIEST: Final = 150_000  # bytes of a picture


@pytest.fixture(scope="module")
def docs() -> Manual:
    """The manual as it stands."""
    return Manual(FOLDER)


def _written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / f"{name.replace('__', '/')}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_no_link_heading_or_picture_of_the_manual_is_missing(docs: Manual) -> None:
    assert docs.broken() == []


def test_every_page_is_found_from_the_first_one(docs: Manual) -> None:
    (first,) = (document for document in docs.documents.values() if str(document.file) == "README.md")
    found, waiting = {first.address}, [first]
    while waiting:
        document = waiting.pop()
        for link in manual.links(document.tokens):
            place = docs.leads(document, link)
            if place and place.address not in found and (page := docs.at(place.address, "en")) is not None:
                found.add(place.address)
                waiting.append(page)
    assert {document.address for document in docs.documents.values()} - found == set()


def test_the_first_page_leads_to_the_same_pages_in_both_languages(docs: Manual) -> None:
    places = {}
    for language in ("en", "fr"):
        page = docs.at("/docs", language)
        assert page is not None
        places[language] = [place.address for link in manual.links(page.tokens) if (place := docs.leads(page, link))]
    assert len(places["en"]) > 10
    assert places["en"] == places["fr"]


def test_every_picture_is_shown_and_is_light(docs: Manual) -> None:
    pictures = {address: file for address, file in docs.files.items() if "/pictures/" in address}
    shown = {
        place.address
        for document in docs.documents.values()
        for link in manual.links(document.tokens)
        if (place := docs.leads(document, link))
    }
    for_the_stores = {address for address in pictures if "/store/" in address}
    for_the_readme = {"/docs/pictures/home.png"}
    assert set(pictures) - shown == for_the_stores | for_the_readme
    assert [file.name for file in pictures.values() if file.stat().st_size > HEAVIEST] == []


def test_a_link_that_leads_nowhere_is_named_with_its_file(tmp_path: Path) -> None:
    folder = _written(
        tmp_path,
        README="# One\n\n[gone](gone.md) [no such heading](two.md#gone) [here](#gone) ![a picture](pictures/gone.png)",
        two="# Two\n\n[in a folder](deep/gone.md)",
        deep__three="# Three\n\n[a heading of a file that has none](../picture.png#one)",
    )
    (folder / "picture.png").touch()
    assert Manual(folder).broken() == [
        "README.md: gone.md",
        "README.md: two.md#gone",
        "README.md: #gone",
        "README.md: pictures/gone.png",
        "deep/three.md: ../picture.png#one",
        "two.md: deep/gone.md",
    ]


def test_a_link_that_leads_somewhere_is_not_named(tmp_path: Path) -> None:
    folder = _written(
        tmp_path,
        README="# One\n\n[a](two.md) [b](two.md#été-à-la-maison-2) [c](#one) [d](deep/three.md) [e](https://example.org)"
        " [f](../LICENSE) [g](picture.png) [h](two.md#%C3%A9t%C3%A9-%C3%A0-la-maison)",
        two="# Two\n\n## Été à la maison\n\n## `Été` à la maison\n\n## Été, à la maison\n",
        deep__three="# Three\n\n[up](../README.md#one)",
    )
    (folder / "picture.png").touch()
    assert Manual(folder).broken() == []


def test_make_docs_fails_with_a_sentence_where_a_link_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert manual.main(str(_written(tmp_path, README="# One\n\n[gone](gone.md)"))) == 1
    assert capsys.readouterr().err == "Leads nowhere: README.md: gone.md\n"
    assert manual.main(str(FOLDER)) == 0


def test_what_a_page_says_of_itself_is_its_first_paragraph_cut_after_a_word(tmp_path: Path) -> None:
    text = f"# One\n\n*[En français](one.fr.md)*\n\n{'Words and `more` words. ' * 30}\n"
    (lead,) = (one.lead for one in Manual(_written(tmp_path, README=text)).documents.values())
    assert lead.startswith("Words and more words.")
    assert lead.endswith((" Words …", " and …", " more …", " words. …"))
    assert 200 < len(lead) < 305
