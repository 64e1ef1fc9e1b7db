"""Forty copies of one agency text are one source."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.intake.copies import SIZE, is_copy, sketch, told_once

AGENCY = """Le parquet de Paris a annoncé mardi la fermeture du site de discussion Exemplia, mis en cause dans plusieurs
guet-apens. Selon un communiqué, le site exemplia.gg n’est plus accessible depuis six heures du matin, et une bannière
de la gendarmerie s’affiche sur sa page d’accueil. L’enquête, ouverte en décembre, a d’abord rassemblé les procédures
visant la plateforme : le parquet en a compté vingt-trois mille en trois ans. Quatre personnes ont été entendues, en
France et en Bulgarie. « Cette plateforme facilitait la commission de diverses infractions », précise le parquet, qui
cite des faits d’agressions, de trafic de stupéfiants et de corruption de mineurs. Les associations de protection de
l’enfance demandaient sa fermeture depuis des années. Le site, lancé en deux mille trois sous le nom exemplia.fr, ne
demandait ni inscription, ni adresse, ni preuve d’âge."""

OWN_WORDS = """Fini, Exemplia. Depuis l’aube, qui tape exemplia.gg dans son navigateur tombe sur un avis des gendarmes :
le salon de discussion a été saisi. Paris avait lancé l’enquête l’hiver dernier, après des milliers de plaintes venues
de tout le pays. « Cette plateforme facilitait la commission de diverses infractions », écrit le parquet. Quatre gardes
à vue sont en cours. Nous avions raconté en mai comment une élève de quatrième y avait été abordée en moins de deux
minutes par des adultes, sans que personne ne lui demande son âge. Son collège avait alerté le rectorat, en vain. À la
mairie, on se dit soulagé ; les parents, eux, s’attendent à voir l’adresse changer encore, comme lorsque exemplia.fr
avait laissé la place à son successeur à l’extension de Guernesey."""

NEWSPAPERS_OWN = """Abonnez-vous pour lire la suite. Partager sur Facebook, partager sur X, envoyer par courriel.
À lire aussi : la piscine municipale rouvre lundi après trois mois de travaux. Météo : retour des orages dans l’est."""


def reworded(text: str, share: float) -> str:
    dice = random.Random(7)
    return " ".join("autrement" if dice.random() < share else word for word in text.split())


def copies(one: str, other: str) -> bool:
    return is_copy(sketch(one), sketch(other))


@pytest.mark.parametrize(
    "copy",
    [
        AGENCY,
        AGENCY.upper(),
        AGENCY.replace("’", "'").replace(" :", ":").replace("\n", " \n\n "),
        AGENCY[: len(AGENCY) // 2],
        AGENCY.partition(".")[2],
        NEWSPAPERS_OWN + AGENCY + NEWSPAPERS_OWN,
        reworded(AGENCY, 0.1),
        AGENCY.replace("exemplia.gg", "best-chat.example"),
    ],
    ids=[
        "exact",
        "capitals",
        "typography",
        "cut",
        "no lead",
        "in a newspaper's page",
        "reworded",
        "another name in it",
    ],
)
def test_a_copy_is_known_whatever_was_done_to_it(copy: str) -> None:
    assert copies(AGENCY, copy)
    assert copies(copy, AGENCY)


@pytest.mark.parametrize(
    "other",
    [OWN_WORDS, reworded(AGENCY, 0.3), AGENCY.partition(".")[0] + OWN_WORDS, NEWSPAPERS_OWN, "Exemplia", ""],
    ids=[
        "the same day in other words",
        "a third of it changed",
        "one sentence of it",
        "unrelated",
        "a word",
        "nothing",
    ],
)
def test_another_text_is_a_source_of_its_own(other: str) -> None:
    assert not copies(AGENCY, other)
    assert not copies(other, AGENCY)


def test_two_pages_of_one_newspaper_are_two_sources() -> None:
    assert not copies(NEWSPAPERS_OWN + AGENCY, NEWSPAPERS_OWN + OWN_WORDS)


def test_a_headline_is_a_copy_of_the_same_headline_only() -> None:
    headline = "Le parquet de Paris a annoncé"
    assert copies(headline, headline.upper() + " !")
    assert not copies(headline, AGENCY)


def test_long_texts_are_compared_by_a_bounded_sketch() -> None:
    dice = random.Random(1)
    book = " ".join(f"mot{dice.randrange(9000)}" for _ in range(40_000))
    assert len(sketch(book)) == SIZE
    assert copies(book, reworded(book, 0.1))
    assert not copies(book, reworded(book, 0.5))
    assert not copies(book, AGENCY)


def test_a_text_is_known_inside_one_many_times_as_long() -> None:
    dice = random.Random(2)
    page = " ".join(f"mot{dice.randrange(9000)}" for _ in range(1000))
    assert copies(AGENCY, page[:3000] + AGENCY + page[3000:])


def test_copies_join_the_text_that_was_handed_in_first() -> None:
    texts = [AGENCY, OWN_WORDS, reworded(AGENCY, 0.1), NEWSPAPERS_OWN, OWN_WORDS.upper(), AGENCY + NEWSPAPERS_OWN]
    assert told_once([sketch(text) for text in texts]) == [[0, 2, 5], [1, 4], [3]]


def test_no_texts_are_no_sources() -> None:
    assert told_once([]) == []


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abc é\n.", max_size=60), max_size=8))
def test_every_text_is_in_one_group_and_groups_keep_the_order(texts: list[str]) -> None:
    groups = told_once([sketch(text) for text in texts])
    assert sorted(position for group in groups for position in group) == list(range(len(texts)))
    assert all(group == sorted(group) for group in groups)
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_being_a_copy_goes_both_ways(one: str, other: str) -> None:
    assert copies(one, other) == copies(other, one)
