"""Which texts are for curators, on items of our own: half of them were written first and tried last."""

import csv
from pathlib import Path

import pytest

from feeds.hostnames import parse
from feeds.intake.listed import Listed, named
from feeds.intake.sources.relevance import FOLDER, LANGUAGES, reasons
from tests.intake.sources.listing import STARTER

ITEMS = Path(__file__).with_name("items.tsv")
ACCENTED = parse("zonetéléchargement.com").ascii
COCO = Listed({"coco.gg": "coco", ACCENTED: "zone"}, {"coco": frozenset({"coco"})})


def _items() -> list[dict[str, str]]:
    with ITEMS.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("item", _items(), ids=lambda item: item["title"][:40])
@pytest.mark.parametrize("is_told", [True, False], ids=["language told", "language unknown"])
def test_an_item_reaches_curators_or_not(item: dict[str, str], is_told: bool) -> None:
    found = reasons(f"{item['title']}\n{item['summary']}", STARTER, item["language"] if is_told else None)
    assert bool(found) == (item["relevant"] == "yes")


@pytest.mark.parametrize(
    "text",
    ["Voyez coco.gg.", "Voyez www.COCO.gg", "https://chat.coco.gg/salon", "zonetéléchargement.com est là"],
)
def test_a_listed_name_is_enough_however_it_is_written(text: str) -> None:
    assert [each.kind for each in reasons(text, COCO)] == ["name"]


@pytest.mark.parametrize("text", ["notcoco.gg", "coco.gg.example.com", "jour.coco", "le coco.", "@Coco", "#Coco"])
def test_what_only_looks_like_a_listed_name_is_none(text: str) -> None:
    assert named(text, COCO) == []


@pytest.mark.parametrize(
    ("text", "is_brand"),
    [
        ("On parle de Coco.", True),
        ("COCO ferme", True),
        ("Police Shut Down Coco Site For Good", True),
        ("Le parfum de Coco Chanel", False),
        ("le match de Gabrielle Coco hier", False),
        ("une noix de coco", False),
        ("Coco-Bello", False),
    ],
)
def test_a_brand_stands_alone_and_has_a_capital(text: str, is_brand: bool) -> None:
    assert bool(named(text, COCO)) == is_brand


def test_a_reason_says_which_sites_and_the_texts_own_words() -> None:
    found = reasons("Le site de tchat « Coco » (coco.gg) est fermé.", COCO)
    assert [(each.kind, each.said, each.slugs) for each in found] == [
        ("name", "coco.gg", ("coco",)),
        ("brand", "Coco", ("coco",)),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(language: str) -> None:
    assert (FOLDER / f"{language}.toml").is_file()
    assert reasons("", COCO, language) == []
