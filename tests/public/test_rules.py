"""`/method` and `/privacy`: what is said is what holds."""

import re
from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient

from feeds.registry import taxonomy
from feeds.registry.risk import FRESH_FOR_YEARS

DOCS: Final = Path(__file__).parents[2] / "docs"
LANGUAGES: Final = ("en", "fr")


def _words(text: str) -> list[str]:
    """The words of a page or a file, without what marks it up."""
    return re.findall(r"\w+", re.sub(r"<[^>]*>|\]\([^)]*\)", " ", text).replace("&quot;", " "))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_names_every_kind_and_every_reason_of_the_taxonomy(reader: TestClient, language: str) -> None:
    page = reader.get("/method", params={"lang": language}).text
    for told in (taxonomy.categories(), taxonomy.signals()):
        assert [words.id for words in told.values() if words.label[language] not in page] == []
        assert [words.id for words in told.values() if words.sentence[language] not in page] == []


@pytest.mark.parametrize(("language", "said"), [("en", "{} years"), ("fr", "{} ans")])
def test_the_method_says_after_how_many_years_a_fact_is_old(reader: TestClient, language: str, said: str) -> None:
    assert said.format(FRESH_FOR_YEARS) in reader.get("/method", params={"lang": language}).text


@pytest.mark.parametrize(("language", "file"), [("en", "privacy.md"), ("fr", "privacy.fr.md")])
def test_the_policy_is_shown_word_for_word(reader: TestClient, language: str, file: str) -> None:
    page = reader.get("/privacy", params={"lang": language}).text
    policy = page.partition("<article")[2].partition(">")[2].partition("</article>")[0]
    shown, written = _words(policy), _words((DOCS / file).read_text(encoding="utf-8"))
    assert [word for word in shown if word not in written] == []
    assert len(shown) > 0.97 * len(written)  # rows of hyphens and the like are no words


@pytest.mark.parametrize("path", ["/lists", "/status", "/method", "/privacy", "/poster"])
def test_a_cache_may_keep_the_pages_and_no_reader_gets_a_cookie(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=300")
    assert "set-cookie" not in answer.headers
    again = reader.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
