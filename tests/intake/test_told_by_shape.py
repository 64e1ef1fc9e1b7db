"""Moves, ends and texts without either, told in many shapes in the five languages: `told/by_shape.tsv`, a text a line.

Before the text stands what it tells, as it is scored: `renamed old new`, `closed name` (seized too), `nothing`. Those
by which wordings were mended since stand in `told/mended.tsv`: no weight is fitted on them. What is read wrongly today
is kept in `told/missed.tsv`, so that nobody forgets it.
"""

from pathlib import Path

import pytest

from feeds.intake import scoring
from tests.intake.reading_of import reading_of

TOLD = Path(__file__).with_name("told")
LINES = [line for file in ("by_shape", "mended") for line in (TOLD / f"{file}.tsv").read_text("utf-8").splitlines()]
MISSED = (TOLD / "missed.tsv").read_text(encoding="utf-8").splitlines()


def told_in(text: str) -> str:
    facts = sorted(scoring.facts_of(reading_of(text)))
    return "; ".join(" ".join(filter(None, fact)) for fact in facts) or "nothing"


@pytest.mark.parametrize(("told", "text"), [line.split("\t") for line in LINES])
def test_what_a_text_tells_is_found_whichever_shape_it_has_and_nothing_else(told: str, text: str) -> None:
    assert told_in(text) == told


@pytest.mark.parametrize(("told", "text"), [line.split("\t") for line in MISSED])
def test_what_is_kept_as_missed_is_missed_still(told: str, text: str) -> None:
    assert told_in(text) != told, "It is read rightly now: move the line to by_shape.tsv."


def test_a_closure_of_two_sites_in_one_sentence_is_told_of_both() -> None:
    text = "Tauschgruen.net und tauschrot.net wurden am Montag von der Polizei abgeschaltet, wie das Amt mitteilte."
    assert told_in(text) == "closed tauschgruen.net; closed tauschrot.net"


def test_a_denial_in_the_next_sentence_takes_a_closure_back() -> None:
    told = "Un mensaje aseguraba que la policía cerró truequeverde.net el martes."
    assert told_in(f"{told} La policía lo confirmó el miércoles.") == "closed truequeverde.net"
    assert told_in(f"{told} Rotundamente falso, dijo el portavoz.") == "nothing"


def test_what_was_shut_before_a_site_came_back_is_the_name_it_had_then() -> None:
    text = (
        "Leakport (leakport.to) traded in stolen records. Agents seized the forum on Friday, officials said. "
        "By Monday the forum had resurfaced at leakport.st, an administrator wrote."
    )
    assert told_in(text) == "closed leakport.to; renamed leakport.to leakport.st"
    before = (
        "Last year leakport.to became leakport.st. Agents seized the forum on Friday, officials said in a statement."
    )
    assert told_in(before) == "closed leakport.st; renamed leakport.to leakport.st"


def test_the_outlet_of_a_dateline_is_no_site_of_the_article() -> None:
    text = "Lagon change d’adresse\nOtakulture.fr – 16 février 2026\n\nLe forum Lagon a quitté le .cafe pour le .bar."
    assert told_in(text) == "renamed lagon.cafe lagon.bar"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Agents seized lagoon.com and lagoon.net on Tuesday. Users of the former address, lagoon.com, were told to "
            "forget it; a new notice greets visitors who head to lagoon.net.",
            ("lagoon.com", "lagoon.net"),
        ),
        (
            "La gendarmerie a fermé lagon.fr et lagon.be mardi. L’ancienne adresse, lagon.fr, ne répond plus ; une "
            "nouvelle page accueille depuis mercredi les visiteurs de lagon.be.",
            ("lagon.be", "lagon.fr"),
        ),
        (
            "La polizia ha sequestrato laguna.it e laguna.net martedì. Il vecchio indirizzo, laguna.it, non risponde "
            "più; una nuova pagina accoglie ora chi arriva su laguna.net.",
            ("laguna.it", "laguna.net"),
        ),
        (
            "La policía cerró laguna.es y laguna.net el martes. La antigua dirección, laguna.es, ya no responde; una "
            "nueva página recibe ahora a quien entra en laguna.net.",
            ("laguna.es", "laguna.net"),
        ),
    ],
)
def test_two_names_that_were_closed_together_did_not_become_one_another(text: str, names: tuple[str, str]) -> None:
    assert told_in(text) == "; ".join(f"closed {name}" for name in names)


def test_the_seized_domains_of_a_press_release_may_stand_one_a_line() -> None:
    text = (
        "Authorities from seven countries acted on Tuesday. The following domains were seized:\n\n"
        "- stresswave.io\n- packetmill.net\n\nThree people were arrested in the operation, the agency said."
    )
    assert told_in(text) == "closed packetmill.net; closed stresswave.io"


def test_a_text_that_tells_a_change_is_about_its_two_names_though_their_brands_differ() -> None:
    text = (
        "The chat site has a new name. Pupils who still visit the old address, murmurs.net, find a blue page. All "
        "have been sent to whisperwall.chat since Monday, the company said."
    )
    assert told_in(text) == "renamed murmurs.net whisperwall.chat"


def test_what_is_out_of_reach_is_closed_only_where_the_text_says_that_it_stays_so() -> None:
    outage = "The forum murmurs.net is no longer online since Monday. Its team says that a server broke at night."
    assert told_in(outage) == "nothing"
    assert told_in(f"{outage} It will not return, and thanks its members.") == "closed murmurs.net"


def test_the_country_of_a_registrar_is_no_ending() -> None:
    text = (
        "Le nom de domaine de Lagon en « .ws » a été désactivé par son registrar, Tucows, au Canada. Le site a basculé."
    )
    assert "lagon.ca" not in told_in(text)
