"""Which words of an article are names of sites, and which only look like one."""

import pytest

from feeds.intake.parsed import parse
from tests.intake.reading_of import TODAY, events_of, names_of, reading_of

FRENCH = (
    "Les habitués du site se demandent où ils iront maintenant pour discuter entre eux, et la police enquête. " * 30
)
CLOSED = {("seized", "coco.gg", None)}


@pytest.mark.parametrize(
    "spelling",
    [
        "coco.gg",
        "Coco.gg",
        "COCO.GG",
        "https://coco.gg/salon?x=1",
        "hxxps://coco[.]gg",
        "coco[.]gg",
        "coco(.)gg",
        "coco[dot]gg",
        "coco{point}gg",
        "coco. gg",
        "coco.\ngg",
        "« coco.gg »",
        "coco point gg",
    ],
)
def test_every_spelling_of_a_name_is_read(spelling: str) -> None:
    assert (
        events_of(reading_of(f"La plateforme {spelling} a été fermée par la justice après des mois d’enquête."))
        == CLOSED
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le tchat salonexemple dot cc a été fermé par la justice, qui enquêtait depuis des mois.", "salonexemple.cc"),
        ("Das Portal beispielchat.de wurde nach Monaten von der Polizei geschlossen.", "beispielchat.de"),
        ("Le site zonetéléchargement.com a été fermé par la gendarmerie, après des années d’enquête en France.",
         "xn--zonetlchargement-fqbb.com"),
    ],
)  # fmt: skip
def test_a_name_is_given_as_an_a_label(text: str, name: str) -> None:
    assert {old for _, old, _ in events_of(reading_of(text))} == {name}


def test_a_name_written_with_accents_is_kept_and_flagged() -> None:
    text = "Le site zonetéléchargement.com a été fermé par la gendarmerie, après des années d’enquête en France."
    [claim] = reading_of(text).claims
    assert any("zonetéléchargement.com" in reason and "checking" in reason for reason in claim.why)


@pytest.mark.parametrize(
    "trap",
    [
        "Partagez cette page : pic.twitter.com/abc, t.co/xyz ou bit.ly/coco, et suivez-nous sur youtube.com.",
        "Le fichier readme.md et l’archive photos.zip ont été publiés, avec index.html, logo.png et presse.jpg.",
        "Il a attendu toute la nuit et a vu le jour.il est ensuite reparti chez lui sans dire un mot.",
        "Elle a tout raconté à la fin.Les policiers ont pris des notes pendant toute la matinée de mardi.",
        "Écrivez à temoin@coco.gg si vous avez vu quelque chose, la rédaction répond dans la journée.",
        "La version 2.0.gg du logiciel et l’adresse 192.168.1.1 ne sont connues que des spécialistes du réseau.",
        "Les domaines en co.uk et github.io, comme le .com, sont ouverts à tout le monde depuis des années.",
        "Netflix et Canal+ annoncent une fusion, et France Télévisions lance une chaîne éphémère ce week-end.",
        "À écouter dans Player FM, et sur X (anciennement Twitter), où le parquet a publié son message.",
    ],
)
def test_what_only_looks_like_a_name_is_none(trap: str) -> None:
    assert names_of(reading_of(trap)) == set()


def test_the_path_of_an_address_is_no_prose() -> None:
    text = "On peut lire sur https://coco.gg/a-ete-ferme/par-la-justice que tout va bien, et personne ne le croit."
    assert events_of(reading_of(text)) == set()
    assert names_of(reading_of(text)) == {"coco.gg"}


@pytest.mark.parametrize("host", ["journal.fr", "www.journal.fr", "abonnes.journal.fr", "journal.com"])
def test_the_newspapers_own_hosts_are_none(host: str) -> None:
    text = f"Le site coco.gg a été fermé par la justice, écrit {host}, qui suit cette affaire depuis le début."
    assert names_of(reading_of(text, source="https://www.journal.fr/coco")) == {"coco.gg"}


def test_a_host_given_as_source_is_none() -> None:
    text = "El sitio coco.gg fue cerrado por la policía la semana pasada. Fuente: otrodiario.es"
    assert names_of(reading_of(text)) == {"coco.gg"}


@pytest.mark.parametrize(
    "text",
    [
        "Le site coco.gg a fait parler de lui. Coco a été fermé par la justice, après des mois d’enquête.",
        "Le site coco.gg a fait parler de lui. La plateforme a été fermée par la justice, après des mois d’enquête.",
        "Coco.gg, dit aussi Cocoland, a fait parler de lui. Cocoland a été fermé par la justice en quelques jours.",
        "Coco (coco.gg), l’un des plus anciens sites de discussion en France, a été fermé par la justice.",
    ],
)
def test_a_brand_or_the_site_is_the_name_it_has_in_the_text(text: str) -> None:
    assert events_of(reading_of(text)) == CLOSED


def test_the_brand_of_a_site_that_moved_is_its_latest_name() -> None:
    text = "Coco est passé de coco.fr à coco.gg il y a deux ans. Coco a été fermé par la justice, dit le parquet."
    assert events_of(reading_of(text)) == {("renamed", "coco.fr", "coco.gg"), *CLOSED}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Le site Coco est passé du .fr au .gg, et l’adresse coco.fr ne mène plus nulle part depuis ce jour-là.",
         {("renamed", "coco.fr", "coco.gg")}),
        ("After a week at thepiratebay.gl, Pirate Bay left .GL for .IS, whose registry had promised not to act.",
         {("renamed", "thepiratebay.gl", "thepiratebay.is")}),
    ],
)  # fmt: skip
def test_a_brand_and_a_bare_ending_are_a_name(text: str, events: set[tuple[str, str, str | None]]) -> None:
    assert events_of(reading_of(text)) == events


def test_a_brand_without_any_name_is_not_given_one() -> None:
    text = "Ce site, connu avant sous le nom de Cocoland, a été fermé par la justice après des mois d’enquête."
    assert reading_of(text).claims == ()


def test_a_country_is_an_ending_only_where_domains_are_spoken_of() -> None:
    text = "Le site coco.gg a déménagé en Islande avec ses serveurs, et ses patrons vivent désormais à Guernesey."
    assert names_of(reading_of(text)) == {"coco.gg"}


def hosts_in(text: str, path: str = "www.journal.example/a") -> set[str | None]:
    parsed = parse(f"https://{path}\n# source date: 2023-05\n\n{text}".encode(), source="a.txt", today=TODAY)
    return {mention.host for mention in parsed.mentions if mention.host}


def test_who_tells_of_a_move_of_its_own_names_itself_twice_and_is_read() -> None:
    text = "Our site is at home under a new address now: www.lagoon.swiss! The old one, www.lagoon.ch, still works."
    assert hosts_in(text, "www.lagoon.swiss/news") == {"lagoon.swiss", "lagoon.ch"}
    assert hosts_in("The mayor told lagoon.ch that the pool stays shut.", "www.lagoon.ch/news") == set()


def test_an_ending_that_stands_apart_from_its_dot_is_one_and_makes_no_name_of_the_word_before() -> None:
    text = "Depuis juillet, on n’arrivait plus sur lagon.se. L’équipe a troqué le. se contre un. si, dit-elle."
    assert hosts_in(text) == {"lagon.se", "lagon.si"}
    text = "Le forum Lagon passe sur un domaine en. me, pour éviter que son adresse en. com ne soit coupée un jour."
    assert hosts_in(text) == {"lagon.me", "lagon.com"}


def test_a_country_whose_name_begins_small_is_one_by_its_capital() -> None:
    text = "Le forum Lagon se servait de l’extension du Monténégro (.me), puis de celle des îles Coco, et va en .pe."
    assert hosts_in(text) == {"lagon.me", "lagon.cc", "lagon.pe"}


def test_what_is_in_quotes_alone_is_no_missing_space() -> None:
    assert hosts_in("Seized are the following names: “Lagoon.com,” “Rf.ws,” and “Raid.Lol.” Nobody was hurt.") == {
        "lagoon.com",
        "rf.ws",
        "raid.lol",
    }


def test_a_host_below_a_site_is_a_part_of_it_and_not_its_next_name() -> None:
    text = "The site lagoon.org moved everything last week: its mail is now at lists.lagoon.org, and users are glad."
    assert not any(event == "renamed" for event, _, _ in events_of(reading_of(text)))


def test_a_first_line_that_begins_with_a_hashtag_is_prose() -> None:
    assert (
        events_of(reading_of("#Coco : la plateforme coco.gg a été fermée par la justice après une enquête.")) == CLOSED
    )


def test_a_part_of_a_site_that_one_sentence_spells_beside_it_is_no_move_either() -> None:
    text = (
        "The police report names forum.lagoon.is, which redirects to lagoon.is, and nothing else was said of it today."
    )
    assert events_of(reading_of(text)) == set()


def test_a_host_below_a_site_may_be_told_aloud() -> None:
    text = (
        "The forum first lived at forums.lagoon dot org, before it moved to lagoontalk dot org in 2011, says a member."
    )
    assert events_of(reading_of(text)) == {("renamed", "forums.lagoon.org", "lagoontalk.org")}


def test_an_ending_beside_a_host_below_a_site_is_of_the_site() -> None:
    text = "Im Jahr 2002 wechselte lagune.com zur Endung .org. Auf Deutsch gab es die Seite unter deutsch.lagune.com."
    assert names_of(reading_of(text)) == {"lagune.com", "lagune.org", "deutsch.lagune.com"}


def test_the_day_of_a_month_is_no_brand() -> None:
    text = "Lagoon is a forum. Its .me name was dropped on October 19th, and .is took its place, says a moderator."
    assert names_of(reading_of(text)) <= {"lagoon.me", "lagoon.is"}


def test_a_country_right_before_a_name_with_its_ending_names_nothing_else() -> None:
    text = (
        "EveryLagoon.net a cessé de servir le site. Wikilagoon annonce un nouveau domaine en Suisse : wikilagoon.ch. "
        "L’adresse wikilagoon.org ne répond plus."
    )
    assert "everylagoon.ch" not in names_of(reading_of(text))


def test_a_brand_with_an_apostrophe_is_the_name_without_it() -> None:
    text = (
        "Lagoon’s Archive kept lagoons-archive.org for years. Last week Lagoon’s Archive was shut down by the police."
    )
    assert events_of(reading_of(text)) == {("seized", "lagoons-archive.org", None)}


def test_the_registry_of_an_ending_is_no_site() -> None:
    text = "Le site lagon.io a été fermé vendredi. NIC.IO, qui tient l’extension, n’a pas répondu à nos questions."
    assert names_of(reading_of(text)) == {"lagon.io"}


@pytest.mark.parametrize("endless", ["a-", "a.", "a", "é", "a’", "a dot "])
def test_a_word_without_an_end_is_read_in_the_time_of_a_text(endless: str) -> None:
    text = f"{FRENCH} Le site coco.gg a été fermé par la justice. {endless * (250_000 // len(endless))}"
    assert "coco.gg" in names_of(reading_of(text))
