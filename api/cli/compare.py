"""`vigie compare`"""

import json
from collections.abc import Iterator
from typing import Annotated

import typer

from api.cli.probe import hostname, looked_at, show
from feeds.watch.verdicts import Verdict, weigh
from feeds.watch.verdicts.wording import sentence


def compare(
    old: Annotated[str, typer.Argument(help="A name that a site has or had.")],
    new: Annotated[str, typer.Argument(help="The name that it may have now.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say whether NEW is the site that OLD was, with every piece of evidence. Exit code 2: not an address."""
    before, after = looked_at([hostname(old), hostname(new)])
    verdict = weigh([before], after)
    if as_json:
        typer.echo(json.dumps({"old": before.name, "new": after.name, **_document(verdict)}, ensure_ascii=False))
    else:
        show(_lines(before.name, after.name, verdict))


def _document(verdict: Verdict) -> dict[str, object]:
    evidence = [{**each.as_json(), "sentence": sentence(each)} for each in verdict.evidence]
    return {**verdict.as_json(), "evidence": evidence}


def _lines(old: str, new: str, verdict: Verdict) -> Iterator[str]:
    yield f"{old} -> {new}: {verdict.verdict} ({verdict.score:.2f})"
    for heading, against in (("for", False), ("against", True)):
        pieces = [each for each in verdict.evidence if (each.strength == "against") is against]
        yield from [f"  {heading}:", *(f"    {each.strength:7}  {sentence(each)}" for each in pieces)] if pieces else []
