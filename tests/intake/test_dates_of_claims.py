"""Dates are as exact as the words, and never guessed."""

from datetime import date

import pytest

from feeds.intake import read


def date_of(text: str, published: str | None = None, today: date = date(2026, 11, 21)) -> str | None:
    header = f"https://journal.fr/article\n# source date: {published}\n\n" if published else ""
    [claim] = read((header + text).encode(), source="pasted", today=today).claims
    return claim.date


def closed(when: str) -> str:
    return f"Le site coco.gg a été fermé {when} par la justice, après des mois d’enquête dans toute la France."


@pytest.mark.parametrize(
    ("when", "value"),
    [
        ("le 25 juin 2024", "2024-06-25"),
        ("le 1er août 2024", "2024-08-01"),
        ("en juin 2024", "2024-06"),
        ("en 2024", "2024"),
        ("le 25/06/2024", "2024-06-25"),
        ("le 31 février 2024", None),
        ("le 25 juin", None),
        ("mardi", None),
        ("hier", None),
        ("", None),
    ],
)
def test_a_date_is_as_exact_as_the_words(when: str, value: str | None) -> None:
    assert date_of(closed(when)) == value


@pytest.mark.parametrize(
    ("when", "published", "value"),
    [
        ("le 25 juin", "2024-06-26", "2024-06-25"),
        ("le 25 juin", "2024-06", "2024-06-25"),
        ("le 28 décembre", "2024-01-03", "2023-12-28"),
        ("hier", "2024-06-26", "2024-06-25"),
        ("hier", "2024-06", None),
        ("mardi", "2024-06-26", "2024-06-25"),
        ("aujourd’hui", "2024-06-25", "2024-06-25"),
        ("le 25 juin 2019", "2024-06-26", "2019-06-25"),
    ],
)
def test_a_date_without_a_year_is_read_against_the_articles(when: str, published: str, value: str | None) -> None:
    assert date_of(closed(when), published) == value


@pytest.mark.parametrize(
    ("when", "published", "value"),
    [
        ("l’an dernier", "2024-06-26", "2023"),
        ("l’année dernière", "2024", "2023"),
        ("le mois dernier", "2024-06-26", "2024-05"),
        ("le mois dernier", "2024-01-26", "2023-12"),
        ("le mois dernier", "2024", None),
        ("en mars dernier", "2024-06-26", "2024-03"),
        ("en juin dernier", "2024-06-26", "2023-06"),
        ("en août dernier", "2024-06-26", "2023-08"),
        ("l’an dernier", None, None),
    ],
)
def test_last_is_counted_from_the_article(when: str, published: str | None, value: str | None) -> None:
    assert date_of(closed(when), published) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The site coco.gg was closed last year by the police, after many months of complaints by parents.", "2023"),
        ("The site coco.gg was closed last month by the police, after many complaints by parents.", "2024-05"),
        ("The site coco.gg was closed last March by the police, after many complaints by parents.", "2024-03"),
        ("Die Seite coco.gg wurde letztes Jahr von der Polizei geschlossen, nach vielen Beschwerden.", "2023"),
        ("Die Seite coco.gg wurde im vergangenen Monat von der Polizei geschlossen, nach Beschwerden.", "2024-05"),
        ("El sitio coco.gg fue cerrado el año pasado por la policía, tras muchas denuncias de los padres.", "2023"),
        ("El sitio coco.gg fue cerrado el pasado marzo por la policía, tras las denuncias de los padres.", "2024-03"),
        ("Il sito coco.gg è stato chiuso l’anno scorso dalla polizia, dopo molte denunce dei genitori.", "2023"),
        ("Il sito coco.gg è stato chiuso lo scorso mese dalla polizia, dopo molte denunce dei genitori.", "2024-05"),
    ],
)
def test_last_is_understood_in_every_language(text: str, value: str) -> None:
    assert date_of(text, "2024-06-26") == value


@pytest.mark.parametrize(
    ("today", "value"),
    [(date(2026, 11, 21), "2024-06-25"), (date(2024, 6, 25), "2024-06-25"), (date(2024, 6, 24), "2019-06-25")],
)
def test_a_weekday_fixes_the_latest_year_not_after_today(today: date, value: str) -> None:
    assert date_of(closed("ce mardi 25 juin"), today=today) == value


@pytest.mark.parametrize(
    "text",
    [
        "The site coco.gg was closed by French police on Tuesday, June 25, after months of inquiry everywhere.",
        "The site coco.gg was closed by French police on Tuesday 25 June, after months of inquiry everywhere.",
        "Il sito coco.gg è stato chiuso dalla polizia martedì 25 giugno, dopo mesi di indagini in tutto il paese.",
        "El sitio coco.gg fue cerrado por la policía el martes 25 de junio, tras meses de investigación.",
        "Die Seite coco.gg wurde am Dienstag, den 25. Juni, von der Polizei geschlossen, teilte die Behörde mit.",
    ],
)
def test_days_are_read_in_every_language(text: str) -> None:
    assert date_of(text) == "2024-06-25"


@pytest.mark.parametrize(
    "text",
    [
        "Lancé en 2003, le site coco.gg a été fermé par la justice, après des mois d’enquête en France.",
        "Le site coco.gg a été fermé par la justice ; bounty a ouvert ses portes le 17 août 2024 en toute discrétion.",
    ],
)
def test_the_date_of_something_else_is_not_taken(text: str) -> None:
    assert date_of(text) is None
