"""What it means that a label resembles a listed one: each rule, at its edges."""

import pytest

from feeds.watch.matching import Likeness, resembles


def _likeness(label: str, listed: str) -> Likeness | None:
    found = resembles(label, listed)
    return found.likeness if found else None


@pytest.mark.parametrize(
    ("listed", "reached", "too_far"),
    [("camsu", "kamsu", "kamzu"), ("camsur", "kamsur", "kamzur"), ("camsurf", "kamzurf", "kamzuvf")],
)
def test_labels_of_five_are_found_one_letter_away_and_those_of_seven_two(
    listed: str, reached: str, too_far: str
) -> None:
    assert _likeness(reached, listed) is Likeness.NEAR
    assert _likeness(too_far, listed) is None


@pytest.mark.parametrize("label", ["coc", "cocoa", "coco2", "my-coco", "cocochat"])
def test_labels_of_four_are_found_by_equality_alone(label: str) -> None:
    assert _likeness("coco", "coco") is Likeness.SAME
    assert _likeness(label, "coco") is None


@pytest.mark.parametrize("label", ["omegle-again", "my-omegle-again", "again-omegle"])
def test_a_label_of_five_is_found_as_any_word_between_hyphens(label: str) -> None:
    assert _likeness(label, "omegle") is Likeness.CONTAINED
    assert _likeness(label.replace("-", ""), "omegle") is None


@pytest.mark.parametrize("label", ["chatibs-again", "mychatibsagain", "againchatibs"])
def test_a_label_of_seven_is_found_anywhere(label: str) -> None:
    assert _likeness(label, "chatibs") is Likeness.CONTAINED


def test_the_same_letters_are_found_whatever_the_digits_and_hyphens() -> None:
    assert _likeness("om-eg-le2026", "omegle") is Likeness.LETTERS
    assert _likeness("omegl2026", "omegl") is Likeness.LETTERS
    assert _likeness("omeg2026", "omeg") is None


@pytest.mark.parametrize(
    ("label", "listed"), [("xn--cocochat-d1a", "xn--cocochat-e1a"), ("xn--cocochat-d1a", "cocochat")]
)
def test_the_letters_of_an_encoding_say_nothing(label: str, listed: str) -> None:
    assert _likeness(label, listed) is None
    assert _likeness(listed, label) is None
    assert _likeness(label, label) is Likeness.SAME
