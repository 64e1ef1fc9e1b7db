"""Fits the weights by which the Intake tells the brand of a text that spells no full name: feeds/intake/subject.toml.

    python -m tests.bench.intake_subject            how many brands are found, set by set
    python -m tests.bench.intake_subject --fit      and the weights, as the file holds them

A set is judged by weights that were fitted on all the other sets.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from feeds.intake.article import host_of
from feeds.intake.language import language_of
from feeds.intake.lexicon import lexicon
from feeds.intake.mention import squeezed
from feeds.intake.names import find_names
from feeds.intake.opening import open_article
from feeds.intake.subject import candidates
from tests.bench.intake_passages import Passage, passages
from tests.bench.intake_weights import run

_RIDGE: Final = 0.5
_STEPS: Final = 400
_PACE: Final = 0.02

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one passage: their signs, a row each, and which of them is the brand."""

    folder: str
    signs: Numbers
    is_brand: NDArray[np.bool_]


def main() -> None:
    """Print the table, and the weights where they are asked for."""
    names, choices = gathered()
    run(__doc__, table_of(choices), lambda: file_of(dict(zip(names, fitted(choices).tolist(), strict=True))))


def gathered() -> tuple[list[str], list[Choice]]:
    """Return the names of the signs, and the choices in the passages that tell of a site without its full name."""
    names: list[str] = []
    choices: list[Choice] = []
    for passage in passages():
        found, brands = _read(passage)
        if brands and len(found) > 1:
            names = names or list(next(iter(found.values())))
            signs = np.array([[each[name] for name in names] for each in found.values()])
            choices.append(Choice(passage.folder, signs, np.array([brand in brands for brand in found])))
    return names, choices


def _read(passage: Passage) -> tuple[dict[str, dict[str, float]], set[str]]:
    """Return the signs of every candidate of a passage, and the brands of the names that it does not spell."""
    article = open_article(passage.data, source=passage.name, today=datetime.now(UTC).date())
    words = lexicon(language_of(article.text[article.body :]))
    names = find_names(article.text, article.body, words, host_of(article.address))
    spelled = {each.host for each in names}
    told = {host for _, *hosts in passage.facts for host in hosts if host and host not in spelled}
    brands = {squeezed(host.partition(".")[0]) for host in told}
    return {brand: each.signs for brand, each in candidates(article, names, words).items()}, brands


def table_of(choices: list[Choice]) -> Iterator[str]:
    """Yield, for each set, how many of its brands are chosen, and how many there are."""
    yield f"{'set':<14}{'right':>6}{'told':>6}"
    right = told = 0
    for folder in dict.fromkeys(choice.folder for choice in choices):
        weights = fitted([choice for choice in choices if choice.folder != folder])
        held = [choice for choice in choices if choice.folder == folder]
        found = sum(bool(choice.is_brand[np.argmax(choice.signs @ weights)]) for choice in held)
        yield f"{folder:<14}{found:>6}{len(held):>6}"
        right, told = right + found, told + len(held)
    yield f"{'all':<14}{right:>6}{told:>6}"


def fitted(choices: list[Choice]) -> Numbers:
    """Return the weights by which the brands are likeliest among the candidates of their texts."""
    weights = np.zeros(choices[0].signs.shape[1])
    for step in range(_STEPS):
        slope = -_RIDGE * weights
        for choice in choices:
            if choice.is_brand.any():
                odds = np.exp(choice.signs @ weights)
                right = odds * choice.is_brand
                slope += choice.signs.T @ (right / right.sum() - odds / odds.sum())
        weights = weights + _PACE / (1 + step / 100) * slope
    return weights


def file_of(weights: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of subject.toml."""
    yield "# How much each sign weighs for a word being the brand of a text: feeds/intake/subject.py says how."
    yield "# Made by: python -m tests.bench.intake_subject --fit"
    yield from (f"{sign} = {weight:.2f}" for sign, weight in weights.items())


if __name__ == "__main__":
    main()
