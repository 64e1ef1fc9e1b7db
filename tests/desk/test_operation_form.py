"""The form of each kind of operation: what is shown and sent back as it is makes the same operation."""

from collections import Counter

import pytest

from api.desk import operation_form
from api.desk.operation_form import KINDS, NotAnOperation
from feeds.review.operations import OPERATIONS, Operation
from feeds.review.starter import drafts

REPLIES = OPERATIONS.validate_python(
    [
        {"op": "add_reply", "name": "coco.gg", "dispute": 3},
        {"op": "withdraw_reply", "name": "coco.gg", "dispute": 3, "reason": "They asked for it."},
        {"op": "set_name_status", "name": "coco.gg", "status": "active", "used_to": "2026", "evidence": ["paper-1"]},
        {"op": "set_site_status", "site": "coco", "status": "closed", "as_of": "2026-11", "evidence": ["paper-1"]},
        {"op": "retract_name", "name": "coco.gg", "reason": "It was another site."},
        {"op": "retract_signal", "site": "coco", "signal": "no-age-check", "reason": "It was another site."},
    ]
)
SAID: list[Operation] = [*REPLIES, *(operation for draft in drafts() for operation in draft.operations)]


def test_every_kind_of_operation_is_among_those_that_are_tried() -> None:
    assert {operation.op for operation in SAID} == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_that_is_sent_as_it_is_changes_nothing(kind: str) -> None:
    for operation in (each for each in SAID if each.op == kind):
        said = operation.model_dump(mode="json")
        shown = operation_form.fields(kind, said)
        assert operation_form.read(kind, {field.name: field.value for field in shown}, said) == operation


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_names_each_field_that_is_needed(kind: str) -> None:
    fields = operation_form.typed_fields(kind, {}, {})
    with pytest.raises(NotAnOperation) as refusal:
        operation_form.read(kind, {}, {"dispute": 1})
    needed = {field.key for field in fields if field.required and field.control != "sources"}
    assert needed <= refusal.value.problems.keys()


def test_no_field_is_asked_for_twice() -> None:
    for kind in KINDS:
        assert max(Counter(field.name for field in operation_form.fields(kind, {})).values()) == 1


def test_a_text_in_two_languages_says_which_one_is_missing() -> None:
    typed = {"site": "coco", "kind": "reopened", "text.en": "Back", "evidence": "paper-1"}
    with pytest.raises(NotAnOperation) as refusal:
        operation_form.read("add_event", typed, {})
    assert "fr" in refusal.value.problems["text"]
