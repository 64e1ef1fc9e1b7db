"""Moves and ends told indirectly, in a text a line of `told/`; and texts that only sound like them."""

from pathlib import Path

import pytest

from tests.intake.reading_of import events_of, reading_of

MOVED = {("renamed", "coco.fr", "coco.gg")}


def texts(told: str) -> list[str]:
    """One short text a line, in the five languages."""
    return (Path(__file__).with_name("told") / f"{told}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", texts("moved"))
def test_a_move_is_found_though_no_sentence_says_from_where_to_where(text: str) -> None:
    assert events_of(reading_of(text)) == MOVED


@pytest.mark.parametrize(
    "text",
    [
        "Les élèves vont sur copains.tv. Le site s’appelait jusqu’en 2019 coco.fr, avant un reportage télévisé.",
        "Pupils talk on copains.tv. The site used to be called coco.fr, until a report on television shamed it.",
        "I ragazzi vanno su copains.tv. Il sito si chiamava fino al 2019 coco.fr, prima di un servizio televisivo.",
        "Los chicos entran en copains.tv. El sitio se llamaba hasta 2019 coco.fr, antes de un reportaje en televisión.",
        "Die Kinder sind auf copains.tv. Bis zum Jahr 2019 hieß die Seite coco.fr, dann kam ein Bericht im Fernsehen.",
    ],
)
def test_what_the_one_site_spoken_of_was_called_need_not_resemble_its_name(text: str) -> None:
    assert events_of(reading_of(text)) == {("renamed", "coco.fr", "copains.tv")}


@pytest.mark.parametrize("text", texts("nothing"))
def test_a_text_that_only_sounds_like_a_move_or_a_closure_tells_none(text: str) -> None:
    assert events_of(reading_of(text)) == set()


@pytest.mark.parametrize("text", texts("imitated"))
def test_where_imitators_went_the_site_did_not_move(text: str) -> None:
    events = events_of(reading_of(text))
    assert ("seized", "coco.gg", None) in events
    assert events <= {("seized", "coco.gg", None), ("clone", "coco.gg", "coco.si")}


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("La Polizia postale ha posto sotto sequestro coco.gg e ha oscurato la pagina con i propri stemmi.", "coco.gg"),
        (
            "Les serveurs sont éteints : coco.gg est passé sous le contrôle des autorités, annonce le parquet.",
            "coco.gg",
        ),
        (
            "Agents took control of coco.gg on Monday, and a banner with three badges greets its visitors now.",
            "coco.gg",
        ),
        ("La policía se hizo con el control de coco.gg el lunes, y un aviso recibe ahora a los visitantes.", "coco.gg"),
        (
            "Das FBI hat coco.gg übernommen und durch sein bekanntes Siegel ersetzt, wie es am Montag mitteilte.",
            "coco.gg",
        ),
    ],
)
def test_a_name_that_an_authority_took_over_is_seized_whatever_it_blocks(text: str, old: str) -> None:
    assert events_of(reading_of(text)) == {("seized", old, None)}


@pytest.mark.parametrize("text", texts("ended"))
def test_an_end_is_found_whoever_made_it_and_however_it_is_put(text: str) -> None:
    [(event, old, new)] = events_of(reading_of(text))
    assert event in ("closed", "seized")
    assert (old, new) == ("coco.gg", None)
