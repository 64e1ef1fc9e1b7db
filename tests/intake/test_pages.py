"""HTML pages: what is article and what is not, and that reading opens no connection."""

import socket

import pytest

from tests.intake.reading_of import events_of, names_of, reading_of, reading_of_file


def test_a_page_tells_its_title_publisher_and_date() -> None:
    reading = reading_of_file("fr-page.html")
    assert reading.title == "Coco.gg fermé par la justice"
    assert (reading.publisher, reading.published) == ("Le Quotidien", "2024-06-26")


def test_menus_footers_share_links_and_the_newspapers_own_host_are_not_read() -> None:
    reading = reading_of_file("fr-page.html")
    assert names_of(reading) == {"coco.fr", "coco.gg"}
    assert events_of(reading) == {("renamed", "coco.fr", "coco.gg"), ("seized", "coco.gg", None)}


def test_yesterday_is_counted_from_the_pages_date() -> None:
    seizure = next(claim for claim in reading_of_file("fr-page.html").claims if claim.event == "seized")
    assert seizure.date == "2024-06-25"


def test_the_author_of_a_page_is_not_kept() -> None:
    assert "La rédaction" not in str(reading_of_file("fr-page.html"))


@pytest.mark.parametrize(
    "page",
    [
        "https://coco.gg/ est une adresse que personne ne doit ouvrir en lisant cet article de presse.",
        "<html><body><p>https://coco.gg/</p><img src='https://coco.gg/x.png'><p>Le site coco.gg a été fermé par la "
        "justice française, qui l’avait annoncé à la presse.</p></body></html>",
    ],
)
def test_reading_opens_no_connection(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert "coco.gg" in reading_of(page, source="https://journal.fr/article").text


def test_what_is_html_is_told_by_content_and_not_by_name() -> None:
    page = "<html><body><article><p>Le site coco.gg a été fermé par la justice française, après des mois d’enquête.</p>"
    assert "<p>" not in reading_of(page, source="article.txt").text
