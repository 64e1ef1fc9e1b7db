"""A sentence need not name the site of which it tells: "It closed in 2015", "Ha chiuso nel 2015"."""

import pytest

from tests.intake.test_told_by_shape import told_in

SITES = {
    "fr": "Le tchat lagune.fr comptait deux millions de membres.",
    "en": "The chat site lagune.fr had two million members.",
    "it": "La chat lagune.fr contava due milioni di iscritti.",
    "es": "El chat lagune.fr tenía dos millones de usuarios.",
    "de": "Der Chat lagune.fr hatte zwei Millionen Mitglieder.",
}
PERSONS = {
    "fr": "Son fondateur vit à l'étranger.",
    "en": "Its founder lives abroad.",
    "it": "Il suo fondatore vive all'estero.",
    "es": "Su fundador vive en el extranjero.",
    "de": "Sein Gründer lebt im Ausland.",
}
ENDED = {
    "fr": (
        "Il a fermé en 2015.",
        "Elle a été fermée en 2015.",
        "Celui-ci n'existe plus depuis 2015.",
        "Il a disparu en 2015.",
    ),
    "en": (
        "It closed in 2015.",
        "It was shut down in 2015.",
        "The latter ceased to exist in 2015.",
        "It disappeared in 2015.",
    ),
    "it": (
        "Ha chiuso nel 2015.",
        "È stata chiusa nel 2015.",
        "Quest'ultima non esiste più dal 2015.",
        "È scomparsa nel 2015.",
    ),
    "es": ("Cerró en 2015.", "Fue cerrado en 2015.", "Este último dejó de existir en 2015.", "Desapareció en 2015."),
    "de": ("Er wurde 2015 geschlossen.", "Er stellte 2015 den Betrieb ein.", "Er verschwand 2015."),
}
MOVED = {
    "fr": ("Il est devenu marais.fr en 2019.", "Il a été rebaptisé marais.fr en 2019."),
    "en": ("It became marais.fr in 2019.", "It was renamed marais.fr in 2019."),
    "it": ("È diventata marais.fr nel 2019.", "È stata ribattezzata marais.fr nel 2019."),
    "es": ("Fue rebautizado marais.fr en 2019.", "Este último pasó a llamarse marais.fr en 2019."),
    "de": ("Er wurde 2019 in marais.fr umbenannt.", "Er heißt seit 2019 marais.fr."),
}

BOTH = {
    "fr": (
        "Les sites lagune.fr et marais.fr comptaient un million de membres.",
        "Les deux domaines ont été saisis lundi.",
    ),
    "en": ("The sites lagune.fr and marais.fr had a million members.", "Both domains were seized on Monday."),
    "it": (
        "I siti lagune.fr e marais.fr contavano un milione di iscritti.",
        "Entrambi i domini sono stati sequestrati.",
    ),
    "es": (
        "Los sitios lagune.fr y marais.fr tenían un millón de usuarios.",
        "Ambos dominios fueron incautados el lunes.",
    ),
    "de": ("Die Seiten lagune.fr und marais.fr hatten eine Million Mitglieder.", "Beide Domains wurden beschlagnahmt."),
}


@pytest.mark.parametrize("language", sorted(BOTH))
def test_what_is_said_of_both_sites_is_said_of_each_that_was_listed(language: str) -> None:
    assert told_in(" ".join(BOTH[language])) == "closed lagune.fr; closed marais.fr"


@pytest.mark.parametrize(("language", "ended"), [(language, ended) for language in ENDED for ended in ENDED[language]])
def test_what_is_said_to_have_ended_by_a_pronoun_is_the_site_spoken_of(language: str, ended: str) -> None:
    assert told_in(f"{SITES[language]} {ended}") == "closed lagune.fr"


@pytest.mark.parametrize(("language", "moved"), [(language, moved) for language in MOVED for moved in MOVED[language]])
def test_what_is_said_to_have_moved_by_a_pronoun_is_the_site_spoken_of(language: str, moved: str) -> None:
    assert told_in(f"{SITES[language]} {moved}") == "renamed lagune.fr marais.fr"


@pytest.mark.parametrize(
    ("language", "vanished"),
    [
        ("fr", "Il a disparu en 2015."),
        ("it", "È scomparso nel 2015."),
        ("es", "Desapareció en 2015."),
        ("de", "Er verschwand 2015."),
    ],
)
def test_a_pronoun_after_a_person_stands_for_no_site(language: str, vanished: str) -> None:
    assert told_in(f"{SITES[language]} {PERSONS[language]} {vanished}") == "nothing"
