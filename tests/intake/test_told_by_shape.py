"""Moves, ends and texts without either, told in many shapes in the five languages: `told/by_shape.tsv`, a text a line.

Before the text stands what it tells, as it is scored: `renamed old new`, `closed name` (seized too), `nothing`.
"""

from pathlib import Path

import pytest

from feeds.intake import scoring
from tests.intake.reading_of import reading_of

LINES = Path(__file__).with_name("told").joinpath("by_shape.tsv").read_text(encoding="utf-8").splitlines()


def told_in(text: str) -> str:
    facts = sorted(scoring.facts_of(reading_of(text)))
    return "; ".join(" ".join(filter(None, fact)) for fact in facts) or "nothing"


@pytest.mark.parametrize(("told", "text"), [line.split("\t") for line in LINES])
def test_what_a_text_tells_is_found_whichever_shape_it_has_and_nothing_else(told: str, text: str) -> None:
    assert told_in(text) == told


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


def test_two_names_that_were_closed_together_did_not_become_one_another() -> None:
    text = "Agents seized lagoon.com and lagoon.net on Tuesday, and a new notice now greets visitors of lagoon.net."
    assert told_in(text) == "closed lagoon.com; closed lagoon.net"
