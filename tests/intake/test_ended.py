"""Which names ended, weighed over the whole text: closed or seized, whatever sentence says so, or none."""

import pytest

from feeds.intake import Claim
from feeds.intake.weighing import LIKELY
from tests.intake.reading_of import events_of, reading_of


def ends_of(text: str) -> list[Claim]:
    return [claim for claim in reading_of(text).claims if claim.event in ("closed", "seized")]


@pytest.mark.parametrize(
    "text",
    [
        "Clap de fin pour Lagon. Après douze ans, l’équipe de lagon.to a débranché les serveurs et dit merci à tous.",
        "It is over for Lagoon. After twelve years the team of lagoon.sx pulled the plug and thanked its regulars.",
        "È finita per Laguna. Dopo dodici anni lo staff di laguna.to ha staccato la spina e ringrazia gli utenti.",
        "Se acabó Laguna. Tras doce años, el equipo de laguna.to ha echado el cierre y da las gracias a sus usuarios.",
        "Aus für Lagune. Nach zwölf Jahren hat das Team von lagune.to den Stecker gezogen und dankt den Stammgästen.",
    ],
)
def test_an_end_told_in_pieces_is_found_and_nobody_seized_it(text: str) -> None:
    [end] = ends_of(text)
    assert end.event == "closed"
    assert LIKELY <= end.confidence < 1
    assert any(why.startswith("weighed over the whole text") for why in end.why)


def test_what_no_sentence_tells_quotes_the_sentence_that_speaks_of_the_end() -> None:
    text = (
        "The board at lagoon.sx had 90,000 members. On Monday its front page changed: badges of the FBI and police, "
        "and a notice that the name was seized under a warrant of a court and all of it shut down. Nobody was charged."
    )
    [end] = ends_of(text)
    assert end.event == "seized"
    assert end.quote == reading_of(text).text[end.start : end.end]


def test_of_two_names_the_one_that_goes_on_did_not_end() -> None:
    text = "Police seized lagoon.sx on Monday. Its rival murmurs.net, with as many users, works as before."
    assert events_of(reading_of(text)) == {("seized", "lagoon.sx", None)}


def test_a_name_that_the_site_left_did_not_close() -> None:
    text = (
        "The forum lagoon.is became lagoon.sx on Monday. The old address shows a farewell, and all goes on as before."
    )
    assert events_of(reading_of(text)) == {("renamed", "lagoon.is", "lagoon.sx")}


def test_each_name_of_a_list_ended_where_all_of_a_text_is_the_list() -> None:
    text = (
        "A source has drawn up a list, surely not whole, of names that were taken down today: lagoon.sx, murmurs.net, "
        "tidepool.tv, reefcast.cc and atoll.top. Arrests are thought to be near."
    )
    assert {name for _, name, _ in events_of(reading_of(text))} == {
        "lagoon.sx",
        "murmurs.net",
        "tidepool.tv",
        "reefcast.cc",
        "atoll.top",
    }


def test_what_the_next_sentences_tell_without_a_name_is_told_of_the_last_one() -> None:
    text = (
        "Lagoon.sx had been the place where the town talked for nine years. Then came the complaints. "
        "The officers seized the servers and shut it down for good, and a notice of the police says so."
    )
    assert events_of(reading_of(text)) == {("seized", "lagoon.sx", None)}


def test_an_end_that_its_sentence_puts_in_doubt_is_none() -> None:
    text = (
        "Lagoon.sx could soon be closed: the prosecutor asks for its seizure, and a court may order it next month. "
        "For now its users write there as they did before."
    )
    assert events_of(reading_of(text)) == set()
