"""A site that went from name to name: each step of the chain is told, by endings alone and over brands."""

import pytest

from tests.intake.test_told_by_shape import told_in

# Of each language: chains of one brand by endings, chains over three brands, and what follows.
ENDINGS = {
    "fr": (
        "Lagonet a quitté le .ch pour le .li, puis le .ai, avant de passer en .al.",
        "Après le .ch, le .li et le .ai, Lagonet adopte le .al.",
        "Anciennement lagonet.ch, lagonet.li et lagonet.ai, Lagonet est aujourd'hui accessible sur lagonet.al.",
        "En mai, Lagonet passait de lagonet.ch à lagonet.li. Deux mois plus tard, c'était lagonet.ai. Depuis "
        "lundi, le site répond sur lagonet.al.",
        "lagonet.ch → lagonet.li → lagonet.ai → lagonet.al : Lagonet n'en finit pas de changer d'adresse.",
    ),
    "en": (
        "Lagonet left .ch for .li, then .ai, before moving to .al.",
        "After .ch, .li and .ai, Lagonet now uses .al.",
        "Formerly lagonet.ch, lagonet.li and lagonet.ai, Lagonet can now be reached at lagonet.al.",
        "In May, Lagonet moved from lagonet.ch to lagonet.li. Two months later it was lagonet.ai. Since "
        "Monday the site has been at lagonet.al.",
        "lagonet.ch -> lagonet.li -> lagonet.ai -> lagonet.al: Lagonet keeps changing its address.",
    ),
    "it": (
        "Lagonet ha lasciato il .ch per il .li, poi il .ai, prima di passare al .al.",
        "Dopo .ch, .li e .ai, Lagonet adotta .al.",
        "Ex lagonet.ch, lagonet.li e lagonet.ai, Lagonet è oggi raggiungibile su lagonet.al.",
        "A maggio Lagonet passava da lagonet.ch a lagonet.li. Due mesi dopo era lagonet.ai. Da lunedì il "
        "sito risponde su lagonet.al.",
    ),
    "es": (
        "Lagonet dejó el .ch por el .li, luego el .ai, antes de pasar al .al.",
        "Después de .ch, .li y .ai, Lagonet adopta .al.",
        "Antes lagonet.ch, lagonet.li y lagonet.ai, Lagonet está hoy disponible en lagonet.al.",
        "En mayo, Lagonet pasaba de lagonet.ch a lagonet.li. Dos meses después era lagonet.ai. Desde el "
        "lunes la web responde en lagonet.al.",
    ),
    "de": (
        "Lagonet verließ .ch für .li, dann .ai, bevor es zu .al wechselte.",
        "Nach .ch, .li und .ai nutzt Lagonet nun .al.",
        "Lagonet, früher lagonet.ch, lagonet.li und lagonet.ai, ist heute unter lagonet.al erreichbar.",
        "Im Mai zog Lagonet von lagonet.ch zu lagonet.li um. Zwei Monate später war es lagonet.ai. Seit "
        "Montag ist die Seite unter lagonet.al zu erreichen.",
    ),
}
BRANDS = {
    "fr": (
        "Le tchat s'est appelé murmure.net, confido.chat puis papoto.org.",
        "murmure.net a laissé la place à confido.chat, lui-même remplacé par papoto.org.",
        "papoto.org, anciennement confido.chat, et encore avant murmure.net, compte un million de membres.",
    ),
    "en": (
        "The chat site has been called murmure.net, confido.chat and then papoto.org.",
        "murmure.net gave way to confido.chat, which was itself replaced by papoto.org.",
        "papoto.org, formerly confido.chat, and before that murmure.net, has a million members.",
    ),
    "it": (
        "La chat si è chiamata murmure.net, confido.chat e poi papoto.org.",
        "murmure.net ha ceduto il passo a confido.chat nel 2016. Un anno dopo confido.chat è diventato papoto.org.",
        "papoto.org, già confido.chat e prima ancora murmure.net, conta un milione di iscritti.",
    ),
    "es": (
        "El chat se ha llamado murmure.net, confido.chat y después papoto.org.",
        "murmure.net se convirtió en confido.chat en 2016 y en papoto.org un año después.",
        "papoto.org, antes confido.chat y antes aún murmure.net, tiene un millón de usuarios.",
    ),
    "de": (
        "Der Chat hieß murmure.net, confido.chat und dann papoto.org.",
        "Aus murmure.net wurde 2016 confido.chat und ein Jahr später papoto.org.",
        "papoto.org, vormals confido.chat und davor murmure.net, hat eine Million Mitglieder.",
    ),
}
USED = {
    "fr": "Des milliers de jeunes s'y retrouvent chaque jour pour discuter.",
    "en": "Thousands of young people meet there every day to chat.",
    "it": "Migliaia di ragazzi vi si ritrovano ogni giorno per chattare.",
    "es": "Miles de jóvenes se reúnen allí cada día para charlar.",
    "de": "Tausende Jugendliche treffen sich dort jeden Tag zum Plaudern.",
}


@pytest.mark.parametrize(
    ("language", "chain"), [(language, chain) for language in ENDINGS for chain in ENDINGS[language]]
)
def test_each_step_from_ending_to_ending_is_told(language: str, chain: str) -> None:
    steps = "renamed lagonet.ai lagonet.al; renamed lagonet.ch lagonet.li; renamed lagonet.li lagonet.ai"
    assert told_in(f"{chain} {USED[language]}") == steps


@pytest.mark.parametrize(
    ("language", "chain"), [(language, chain) for language in BRANDS for chain in BRANDS[language]]
)
def test_each_step_from_brand_to_brand_is_told(language: str, chain: str) -> None:
    steps = "renamed confido.chat papoto.org; renamed murmure.net confido.chat"
    assert told_in(f"{chain} {USED[language]}") == steps
