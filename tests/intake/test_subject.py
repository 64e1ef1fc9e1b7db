"""The brand of a text that spells no full name: which of its capitalised words it is about."""

import pytest

from feeds.intake.parsed import parse
from feeds.intake.subject import WEIGHTS, candidates
from tests.intake.reading_of import TODAY, reading_of

HEAD = "https://www.journal.example/{}\n# source date: 2023-05\n\n"


def hosts_in(text: str, path: str = "societe/un-forum-change-d-adresse") -> set[str | None]:
    parsed = parse((HEAD.format(path) + text).encode(), source="article.txt", today=TODAY)
    return {mention.host for mention in parsed.mentions if mention.host}


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("Depuis mardi, le forum Lagon répond en .to. Le .is ne mène plus nulle part.", {"lagon.to", "lagon.is"}),
        ("Since Tuesday the tracker LagoonBay answers at .to; its .is is gone.", {"lagoonbay.to", "lagoonbay.is"}),
        ("Da martedì il portale Laguna risponde in .to. Il .is non porta più a nulla.", {"laguna.to", "laguna.is"}),
        ("Desde el martes el foro Laguna responde en .to. El .is ya no lleva a nada.", {"laguna.to", "laguna.is"}),
        ("Das Filmportal Lagune ist seit Dienstag unter .to zu finden. Die .is ist tot.", {"lagune.to", "lagune.is"}),
        ("Le tracker Rue-Film a quitté le .cc pour le .lol.", {"rue-film.cc", "rue-film.lol"}),
        ("The shop LagoonMart gave up its .co.uk; it is at .ie now.", {"lagoonmart.co.uk", "lagoonmart.ie"}),
    ],
)
def test_endings_alone_are_read_with_the_brand_that_the_text_is_about(text: str, hosts: set[str]) -> None:
    assert hosts_in(text) == hosts


def test_a_brand_keeps_the_article_that_the_address_spells_with_it() -> None:
    text = "Lagoon Bay users found the site gone: its .sx was seized, and it is on .ac now."
    assert hosts_in(text, "news/thelagoonbay-changes-again") == {"thelagoonbay.sx", "thelagoonbay.ac"}
    assert hosts_in(text, "news/lagoon-bay-changes-again") == {"lagoonbay.sx", "lagoonbay.ac"}
    text = "Lagoon Bay cambia de dominio. El tracker The Lagoon Bay ya no es .org: desde hoy es .se."
    assert hosts_in(text, "noticias/lagoon-bay") == {"thelagoonbay.org", "thelagoonbay.se"}


def test_a_site_that_news_calls_by_its_brand_alone_is_what_a_text_is_about() -> None:
    text = "Après Anguilla, Tirana : T411 quitte le .ai et s'installe en .al, annonce une bannière."
    assert hosts_in(text) == {"t411.ai", "t411.al"}
    text = "Pirate Bay users found the site gone: its .sx was seized, and it is on .ac now."
    assert hosts_in(text) == {"thepiratebay.sx", "thepiratebay.ac"}


def test_an_ending_may_be_one_more_of_a_name_that_the_text_spells() -> None:
    text = "Comment lire depuis que lagune-doc.io est suspendu ? Réponse simple : le moteur est désormais en .tw."
    assert hosts_in(text) == {"lagune-doc.io", "lagune-doc.tw"}


def test_a_known_brand_is_a_name_under_the_ending_of_files_and_before_a_small_word() -> None:
    assert hosts_in("Depuis le réveillon, libgen.rs et libgen.is ne s'ouvrent plus ; main.rs est un fichier.") == {
        "libgen.rs",
        "libgen.is",
    }
    assert hosts_in("La corte ha deciso e thepiratebay.se è stato confiscato dallo Stato.") == {"thepiratebay.se"}


def test_a_date_is_no_brand() -> None:
    text = (
        "The forum moved again: .me to .is on October 19th, then .is to .co on October 20th, its board says. It is old."
    )
    assert not any("october" in f"{host}" for host in hosts_in(text, "wiki/a-forum"))


def test_a_noun_of_german_is_no_brand_because_it_has_a_capital() -> None:
    text = (
        "Gut eine Woche nach den Durchsuchungen meldet sich das Warez-Forum Kontor zurück. Von der alten Heimat unter "
        ".bz ist nur eine Fehlerseite übrig, die Mitglieder treffen sich jetzt unter .sx."
    )
    assert hosts_in(text, "netzwelt/boerse-wechselt-domain") == {"kontor.bz", "kontor.sx"}


def test_a_text_that_neither_names_a_site_nor_has_one_in_its_address_is_about_none() -> None:
    assert reading_of("La ministre a présenté à Lyon un plan pour la jeunesse. Il sera voté en mai.").claims == ()


def test_every_sign_of_a_candidate_has_its_weight() -> None:
    parsed = parse(
        f"{HEAD.format('x')}Depuis mardi, le forum Lagon change de couleur, de règles et de logo.".encode(),
        source="x.txt",
        today=TODAY,
    )
    [lagon] = candidates(parsed.article, [], parsed.words).values()
    assert lagon.signs.keys() == WEIGHTS.keys()
