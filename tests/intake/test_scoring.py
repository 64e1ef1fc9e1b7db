"""The scoring rules: what counts as found, right and wanted."""

from feeds.intake.scoring import Score, false_alarms, read_gold, reliability, score
from tests.intake.reading_of import reading_of

HEADER = "article\told_domain\tnew_domain\tevent\tdate\tsurface\tnote\n"
CLOSED = reading_of("Omegle.com a fermé ses portes après quatorze ans d’existence, annonce son fondateur à la presse.")
MOVED = reading_of("Depuis deux ans, coco.fr est devenu coco.gg, un nom de domaine de Guernesey, loin de la justice.")
SILENT = reading_of("La victime avait rencontré ses agresseurs sur coco.gg, où personne ne demande l’âge de personne.")


def of(event: str, language: str, scores: list[Score]) -> Score:
    return next(score for score in scores if (score.event, score.language) == (event, language))


def test_closed_and_seized_are_one_kind() -> None:
    gold = read_gold(HEADER + "a_fr.txt\tomegle.com\t\tseized\t2023\t\t\n")
    closure = of("closed", "all", score(gold, {"a_fr.txt": CLOSED}))
    assert (closure.right, closure.found, closure.wanted) == (1, 1, 1)


def test_the_direction_of_a_rename_counts() -> None:
    gold = read_gold(HEADER + "a_fr.txt\tcoco.gg\tcoco.fr\trenamed\t\t\t\n")
    rename = of("renamed", "fr", score(gold, {"a_fr.txt": MOVED}))
    assert (rename.precision, rename.recall) == (0, 0)


def test_a_mention_is_no_event() -> None:
    gold = read_gold(HEADER + "a_fr.txt\tcoco.gg\t\tmention\t\t\t\n")
    assert all(line.found == line.wanted == 0 for line in score(gold, {"a_fr.txt": SILENT}))
    assert false_alarms(gold, {"a_fr.txt": SILENT}) == []


def test_an_event_from_an_article_without_one_is_a_false_alarm() -> None:
    gold = read_gold(HEADER + "a_fr.txt\t\t\tnone\t\t\t\n")
    assert false_alarms(gold, {"a_fr.txt": MOVED}) == ["a_fr.txt"]
    assert of("renamed", "fr", score(gold, {"a_fr.txt": MOVED})).precision == 0


def test_an_article_that_was_not_read_lowers_the_recall_of_its_language() -> None:
    gold = read_gold(HEADER + "a_it.txt\tphica.net\tphica.eu\trenamed\t\t\t\n")
    rename = of("renamed", "it", score(gold, {}))
    assert (rename.precision, rename.recall, rename.f) == (None, 0, None)


def test_a_gold_name_with_accents_equals_its_a_label() -> None:
    reading = reading_of("Le site zonetéléchargement.com a été fermé par la gendarmerie, après des années d’enquête.")
    gold = read_gold(HEADER + "a_fr.txt\tzonetéléchargement.com\t\tclosed\t\t\t\n")
    assert of("closed", "fr", score(gold, {"a_fr.txt": reading})).f == 1


def test_reliability_sets_confidence_against_the_share_that_was_right() -> None:
    gold = read_gold(HEADER + "a_fr.txt\tcoco.fr\tcoco.gg\trenamed\t\t\t\n")
    [(confidence, share, count)] = reliability(gold, {"a_fr.txt": MOVED})
    assert 0.7 < confidence < 1
    assert (share, count) == (1, 1)
