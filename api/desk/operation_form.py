"""The form for one operation: a field for each thing that it says, and back from what was typed. Pure.

The fields are those of the operation's own class, so that a new kind of operation has its form at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from feeds.registry import taxonomy
from feeds.review import operations
from feeds.review.operations import Operation

LANGUAGES: Final = ("en", "fr")
"""In which a text is asked for; one that is there in others keeps them."""
_CLASSES: Final[tuple[type[BaseModel], ...]] = get_args(get_args(operations.Operation)[0])
KINDS: Final[Mapping[str, type[BaseModel]]] = {kind.model_fields["op"].default: kind for kind in _CLASSES}
_ONE: Final[TypeAdapter[Operation]] = TypeAdapter(operations.Operation)
_LONG: Final = frozenset({"note", "despite", "quote", "supports", "reason", "text"})
_NOT_TYPED: Final = frozenset({"op", "digest", "dispute"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form. `name` is the operation's, as `key`; a text in languages has one for each, as `text.fr`.

    `control` is `line`, `passage`, `choice`, `answer` (yes, no or neither), `several` lines, or `sources`.
    """

    name: str
    key: str
    control: str
    value: str
    required: bool
    choices: Sequence[str] = ()
    language: str = ""
    problem: str = ""


class NotAnOperation(ValueError):
    """What was typed makes no operation. `problems` has one sentence for each field that is wrong."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("Something is missing or cannot be read; see the fields below.")
        self.problems = problems


def fields(kind: str, said: Mapping[str, Any]) -> list[Field]:
    """The fields for a kind of operation, filled with what an operation says, as JSON has it."""
    return [field for name in KINDS[kind].model_fields if name not in _NOT_TYPED for field in _fields(kind, name, said)]


def typed_fields(kind: str, form: Mapping[str, str], problems: Mapping[str, str]) -> list[Field]:
    """The fields with what was typed into them, and what is wrong with it."""
    said: dict[str, dict[str, str]] = {}
    for key, _, language in (name.partition(".") for name in form if "." in name):
        said.setdefault(key, {})[language] = ""
    return [
        replace(field, value=form.get(field.name, ""), problem=problems.get(field.key, ""))
        for field in fields(kind, said)
    ]


def read(kind: str, form: Mapping[str, str], before: Mapping[str, Any]) -> Operation:
    """The operation that was typed; what no field asks for stays as it was `before`. Raises `NotAnOperation`."""
    said: dict[str, Any] = {"op": kind, **{name: before[name] for name in _NOT_TYPED if name in before}}
    for field in fields(kind, before):
        value = _value(field, form.get(field.name, ""))
        if field.language and value is not None:
            said.setdefault(field.key, {})[field.language] = value
        elif not field.language and value is not None:
            said[field.key] = value
    try:
        return _ONE.validate_python(said)
    except ValidationError as failure:
        raise NotAnOperation(_problems(failure)) from None


def of_row(body: Mapping[str, Any]) -> Operation:
    """An operation as it was written down."""
    return _ONE.validate_python(body)


@cache
def _schema(kind: str) -> dict[str, Any]:
    return KINDS[kind].model_json_schema()


def _fields(kind: str, name: str, said: Mapping[str, Any]) -> Iterable[Field]:
    info, value = KINDS[kind].model_fields[name], said.get(name)
    schema = _schema(kind)["properties"][name]
    shape = next((each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"), schema)
    field = Field(name, name, "passage" if name in _LONG else "line", "" if value is None else str(value), False)
    field = replace(field, required=info.is_required())
    if name == "evidence":
        yield replace(field, control="sources", value=" ".join(value or []))
    elif shape.get("type") == "object":
        texts = value or {}
        for language in dict.fromkeys((*LANGUAGES, *texts)):
            yield replace(
                field, name=f"{name}.{language}", control="passage", language=language, value=texts.get(language, "")
            )
    elif shape.get("type") == "array":
        yield replace(field, control="several", value="\n".join(value or []))
    elif shape.get("type") == "boolean":
        yield replace(field, control="answer", value="" if value is None else ("yes" if value else "no"))
    elif choices := _choices(kind, name, shape):
        yield replace(field, control="choice", choices=choices)
    else:
        yield field


def _choices(kind: str, name: str, shape: Mapping[str, Any]) -> Sequence[str]:
    if name == "category":
        return list(taxonomy.categories())
    if name == "signal":
        return list(taxonomy.signals())
    definition = _schema(kind).get("$defs", {}).get(shape.get("$ref", "").rpartition("/")[2], shape)
    found: list[str] = definition.get("enum", [])
    return found


def _value(field: Field, typed: str) -> Any:
    """What was typed into a field, as JSON has it; None for nothing."""
    if field.control == "sources":
        return typed.split()
    if field.control == "several":
        return [line.strip() for line in typed.splitlines() if line.strip()]
    if field.control == "answer":
        return {"yes": True, "no": False}.get(typed)
    return typed.strip() or None


def _problems(failure: ValidationError) -> dict[str, str]:
    """By field, what is wrong with it, in one sentence each."""
    found: dict[str, str] = {}
    for problem in failure.errors(include_url=False, include_context=False, include_input=False):
        place = [str(part) for part in problem["loc"][1:]]  # the first part is the kind of operation
        said = problem["msg"].removeprefix("Value error, ")
        found.setdefault(place[0] if place else "op", said)
    return found
