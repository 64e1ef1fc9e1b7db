"""The pages of the small internet: as alike, and as unlike, as a world says."""

import re
from typing import Any

import pytest

from tests.internet.pages.design import TEMPLATES
from tests.internet.pages.pages import page
from tests.internet.pages.prose import subjects
from tests.internet.pages.trackers import snippet
from tests.internet.world import Site

CHAT = {"template": "chat", "brand": "Babel", "title": "Babel", "language": "fr", "seed": "babel", "design": "babel"}


def shown(**keys: Any) -> str:
    return page(Site.model_validate({**CHAT, **keys}), "babel.net")


def tags(html: str) -> list[str]:
    return re.findall(r"<([a-z0-9]+)", html)


def words(html: str) -> set[str]:
    return set(re.findall(r"\w{4,}", re.sub(r"<[^>]*>", " ", html)))


def test_a_page_is_the_same_at_every_look() -> None:
    assert shown() == shown()


def test_another_seed_is_another_text_in_the_same_design() -> None:
    other = shown(seed="other")
    assert other != shown()
    assert _classes(other) == _classes(shown())


def test_another_design_is_other_markup_around_the_same_texts() -> None:
    fresh = shown(design="fresh")
    assert _classes(fresh) != _classes(shown())
    assert len(words(fresh) & words(shown())) > len(words(fresh)) / 2


def test_a_retouched_design_is_nearer_than_another_one() -> None:
    def likeness(design: str) -> float:
        one, two = _shingles(shown(design=design)), _shingles(shown())
        return len(one & two) / len(one | two)

    for number in range(1, 6):
        assert 0.45 < likeness(f"babel~{number}") < 1
        assert likeness(f"babel-{number}") < 0.45


@pytest.mark.parametrize("share", [0.1, 0.2, 0.4])
def test_the_share_of_changed_words_is_the_one_that_was_asked_for(share: float) -> None:
    before, after = (re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html)) for html in (shown(), shown(changed=share)))
    assert len(before) == len(after)
    long = [(old, new) for old, new in zip(before, after, strict=True) if len(old) >= 4]
    changed = sum(old != new for old, new in long) / len(long)
    assert share / 2 < changed < share * 1.5


def test_two_strangers_of_one_trade_share_few_phrases() -> None:
    def phrases(html: str) -> set[tuple[str, ...]]:
        said = re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html))
        return set(zip(said, said[1:], said[2:], strict=False))

    one, two = phrases(shown()), phrases(shown(seed="stranger", design="stranger", brand="Autre", title="Autre"))
    assert len(one & two) < len(one | two) / 4


@pytest.mark.parametrize("language", ["fr", "en", "de", "it", "es"])
def test_every_text_has_its_brand_and_host_filled_in(language: str) -> None:
    for template in subjects(language):
        html = page(Site.model_validate({**CHAT, "template": template, "language": language}), "babel.net")
        said = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
        assert "{" not in said
        assert "|" not in said


def test_pages_have_as_many_elements_as_pages_have() -> None:
    for template, table in TEMPLATES.items():
        if table["varied"]:
            counts = [len(tags(shown(template=template, design=str(design)))) for design in range(20)]
            assert min(counts) >= 25
            assert max(counts) <= 200


def test_a_parking_page_looks_the_same_at_every_name() -> None:
    park = {"template": "parking", "seed": "park"}
    assert _classes(shown(**park, design="one")) == _classes(shown(**park, design="two"))


def test_what_a_site_says_links_to_and_is_counted_by_stands_in_its_page() -> None:
    html = shown(
        says=["Nous déménageons"],
        links=["https://babel.gg/"],
        canonical="https://babel.net/",
        translations={"en": "https://babel.org/"},
        trackers=["UA-123456-1", "matomo:stats.babel.net:3"],
    )
    for part in (
        "<strong>Nous déménageons</strong>",
        '<a href="https://babel.gg/">babel.gg</a>',
        '<link rel="canonical" href="https://babel.net/">',
        'hreflang="en" href="https://babel.org/"',
        '"UA-123456-1"',
        '"//stats.babel.net/"',
    ):
        assert part in html


def test_an_id_of_no_known_tracker_is_refused() -> None:
    with pytest.raises(ValueError, match="'UA-x' is the id of no known tracker"):
        snippet("UA-x")


def _classes(html: str) -> set[str]:
    return set(re.findall(r'class="([^"]*)"', html))


def _shingles(html: str) -> set[tuple[str, ...]]:
    sequence = tags(html)
    return set(zip(sequence, sequence[1:], sequence[2:], sequence[3:], strict=False))
