"""A site that left a name and is there again: each way to say so is read beside each way to say that it left."""

import pytest

from tests.intake.test_told_by_shape import told_in

LEFT = {
    "fr": (
        "Lagonet a quitté lagonet.to pour lagonet.so en décembre.",
        "Lagonet avait migré de lagonet.to vers lagonet.so.",
    ),
    "en": (
        "Lagonet left lagonet.to for lagonet.so in December.",
        "Lagonet had switched from lagonet.to to lagonet.so.",
    ),
    "it": (
        "Lagonet ha lasciato lagonet.to per lagonet.so a dicembre.",
        "Lagonet era migrato da lagonet.to a lagonet.so.",
    ),
    "es": ("Lagonet dejó lagonet.to por lagonet.so en diciembre.", "Lagonet había migrado de lagonet.to a lagonet.so."),
    "de": (
        "Die Seite Lagonet wechselte im Dezember von lagonet.to zu lagonet.so.",
        "Lagonet war von lagonet.to zu lagonet.so umgezogen.",
    ),
}
BACK = {
    "fr": (
        "Le site est revenu à lagonet.to.",
        "Ses administrateurs ont réactivé leur précédente adresse, lagonet.to.",
        "Depuis lundi, lagonet.to est de nouveau l'adresse officielle.",
        "L'ancien domaine lagonet.to a repris du service.",
        "Le nom a été suspendu et le site est revenu à son adresse d'origine.",
        "Depuis, le .to est de nouveau utilisé.",
        "Le site a fini par rentrer au bercail, sur lagonet.to.",
    ),
    "en": (
        "The site is back at lagonet.to.",
        "Its administrators reactivated their previous address, lagonet.to.",
        "Since Monday, lagonet.to has been the official address again.",
        "Lagonet is operating from lagonet.to again.",
        "The name was suspended and the site returned to its original address.",
        "Since then the .to domain has been back in use.",
        "Days later it was back online, once more under its .to address.",
    ),
    "it": (
        "Il sito è tornato a lagonet.to.",
        "I gestori hanno riattivato il loro indirizzo precedente, lagonet.to.",
        "Da lunedì lagonet.to è di nuovo l'indirizzo ufficiale.",
        "Il vecchio dominio lagonet.to è tornato in servizio.",
        "Il nome è stato sospeso e il sito è tornato al suo indirizzo originario.",
        "Da allora è di nuovo in uso il .to.",
    ),
    "es": (
        "La web ha vuelto a lagonet.to.",
        "Sus administradores reactivaron su dirección anterior, lagonet.to.",
        "Desde el lunes, lagonet.to vuelve a ser la dirección oficial.",
        "El antiguo dominio lagonet.to vuelve a estar en servicio.",
        "El nombre fue suspendido y la web volvió a su dirección original.",
        "Desde entonces se usa de nuevo el .to.",
    ),
    "de": (
        "Am Montag kehrte die Seite zu lagonet.to zurück.",
        "Die Betreiber haben ihre vorherige Adresse lagonet.to reaktiviert.",
        "Seit Montag ist lagonet.to wieder die offizielle Adresse.",
        "Die alte Domain lagonet.to ist wieder in Betrieb.",
        "Der Name wurde gesperrt, und die Seite kehrte zu ihrer ursprünglichen Adresse zurück.",
        "Seitdem wird wieder die .to-Domain verwendet.",
    ),
}
USED = {
    "fr": "Des milliers de membres l'utilisent chaque jour pour partager des fichiers.",
    "en": "Thousands of members use it every day to share files.",
    "it": "Migliaia di iscritti lo usano ogni giorno per condividere file.",
    "es": "Miles de usuarios la usan cada día para compartir archivos.",
    "de": "Tausende Mitglieder nutzen sie jeden Tag, um Dateien zu teilen.",
}


@pytest.mark.parametrize(
    ("language", "left", "back"),
    [(language, left, back) for language in LEFT for left in LEFT[language] for back in BACK[language]],
)
def test_a_way_back_is_told_beside_the_way_there(language: str, left: str, back: str) -> None:
    assert told_in(f"{left} {back} {USED[language]}") == "renamed lagonet.so lagonet.to; renamed lagonet.to lagonet.so"


@pytest.mark.parametrize("language", sorted(BACK))
def test_a_way_back_needs_a_name_that_was_left(language: str) -> None:
    told = {back: told_in(f"{back} {USED[language]}") for back in BACK[language]}
    assert not [back for back, facts in told.items() if "renamed" in facts]
