"""What stands between a site and its verb, and when it happened, hides nothing: every such sentence is read alike.

In each language some sites with an aside, some verbs and some times make the sentences of a grid.
"""

from collections.abc import Iterator
from itertools import product

import pytest

from tests.intake.test_told_by_shape import told_in

# Of each language: the site, its asides, what follows in the text.
SITES = {
    "fr": (
        "lagune.fr",
        ("", ", un site de tchat gratuit,", " (deux millions de membres)", ", qui fut le plus grand tchat du pays,"),
        "Les membres avaient été prévenus par la direction, et beaucoup regrettent cette époque.",
    ),
    "en": (
        "lagoon.com",
        ("", ", a free chat site,", " (two million members)", ", which had been the largest chat in the country,"),
        "Members had been told by the management beforehand, and many of them miss those days.",
    ),
    "it": (
        "laguna.it",
        ("", ", una chat gratuita,", " (due milioni di iscritti)", ", che era la chat più grande del paese,"),
        "Gli iscritti erano stati avvisati dalla direzione, e molti rimpiangono quegli anni.",
    ),
    "es": (
        "laguna.es",
        ("", ", un chat gratuito,", " (dos millones de usuarios)", ", que tenía dos millones de usuarios,"),
        "Los usuarios estaban avisados por la dirección, y muchos echan de menos aquellos años.",
    ),
    "de": (
        "lagune.de",
        ("", ", ein kostenloser Chat,", " (zwei Millionen Mitglieder)", ", das der größte Chat des Landes war,"),
        "Die Mitglieder waren zuvor von der Leitung gewarnt worden, und viele vermissen diese Jahre sehr.",
    ),
}
TIMES = {
    "fr": ("", "à la mi-février", "le 3 mars 2024", "la semaine dernière", "sans prévenir", "après 17 ans"),
    "en": ("", "at the end of March", "on March 3, 2024", "last week", "without warning", "after 17 years"),
    "it": ("", "a metà febbraio", "il 3 marzo 2024", "la scorsa settimana", "senza preavviso", "dopo 17 anni"),
    "es": (
        "",
        "a mediados de febrero",
        "el 3 de marzo de 2024",
        "la semana pasada",
        "sin previo aviso",
        "tras 17 años",
    ),
    "de": ("", "Mitte Februar", "am 3. März 2024", "vergangene Woche", "ohne Vorwarnung", "nach 17 Jahren"),
}
ENDED = {
    "fr": ("{} a fermé {}.", "{} a été saisi {}.", "{} a cessé ses activités {}.", "{} ferme ses portes {}."),
    "en": ("{} closed {}.", "{} was seized {}.", "{} has been shut down {}.", "{} closed its doors {}."),
    "it": (
        "{} ha chiuso {}.",
        "{} è stato sequestrato {}.",
        "{} ha cessato l'attività {}.",
        "{} chiude i battenti {}.",
    ),
    "es": ("{} cerró {}.", "{} fue incautado {}.", "{} ha cesado su actividad {}.", "{} cerró sus puertas {}."),
    "de": (
        "{} schloss {}.",
        "{} wurde {} beschlagnahmt.",
        "{} wurde {} abgeschaltet.",
        "{} hat {} den Betrieb eingestellt.",
    ),
}
MOVED = {
    "fr": ("{} est passé {} à {}.", "{} est devenu {} {}.", "{} redirige {} vers {}."),
    "en": ("{} moved {} to {}.", "{} has {} become {}.", "{} redirects {} to {}."),
    "it": ("{} è passato {} a {}.", "{} è diventato {} {}.", "{} reindirizza {} a {}."),
    "es": ("{} pasó {} a {}.", "{} se convirtió {} en {}.", "{} redirige {} a {}."),
    "de": ("{} ist {} zu {} umgezogen.", "{} wechselte {} zu {}.", "{} leitet {} auf {} um."),
}
ALIVE = {
    "fr": (
        "{} pourrait fermer {}.",
        "{} n'a pas fermé {}.",
        "{} a fermé {} son salon pour adolescents.",
        "Une rumeur annonçait que {} avait fermé {}.",
    ),
    "en": (
        "{} could close {}.",
        "{} has not closed {}.",
        "{} closed {} two of its rooms.",
        "There was a rumour that {} had closed {}.",
    ),
    "it": (
        "{} potrebbe chiudere {}.",
        "{} non ha chiuso {}.",
        "{} ha chiuso {} la sua stanza per adolescenti.",
        "Si dice, ma è falso, che {} abbia chiuso {}.",
    ),
    "es": (
        "{} podría cerrar {}.",
        "{} no ha cerrado {}.",
        "{} cerró {} su sala para adolescentes.",
        "Un rumor anunciaba que {} había cerrado {}.",
    ),
    "de": (
        "{} könnte {} schließen.",
        "{} wurde {} nicht geschlossen.",
        "{} schloss {} seinen Raum für Jugendliche.",
        "Ein Gerücht besagte, dass {} geschlossen hat {}.",
    ),
}


def _texts(language: str, told: tuple[str, ...], times: tuple[str, ...], new: str = "") -> Iterator[str]:
    site, asides, following = SITES[language]
    for sentence, aside, time in product(told, asides, times):
        spoken = " ".join(sentence.format(f"{site}{aside}", time, new).split()).replace(" .", ".")
        yield f"{spoken[0].upper()}{spoken[1:]} {following}"


@pytest.mark.parametrize("language", SITES)
def test_an_end_is_read_whatever_stands_between_the_site_and_its_verb(language: str) -> None:
    texts = list(_texts(language, ENDED[language], TIMES[language]))
    assert [text for text in texts if told_in(text) != f"closed {SITES[language][0]}"] == []


@pytest.mark.parametrize("language", SITES)
def test_a_move_is_read_whatever_stands_between_the_two_names(language: str) -> None:
    old = SITES[language][0]
    new = f"{old.partition('.')[0]}.gg"
    texts = list(_texts(language, MOVED[language], TIMES[language], new))
    assert [text for text in texts if told_in(text) != f"renamed {old} {new}"] == []


@pytest.mark.parametrize("language", SITES)
def test_what_is_planned_denied_or_said_of_a_room_is_no_end_whatever_stands_between(language: str) -> None:
    # "without warning" and "after 17 years" give a reason, and what follows it is no longer looked at.
    texts = list(_texts(language, ALIVE[language], TIMES[language][:4]))
    assert [text for text in texts if told_in(text) != "nothing"] == []
