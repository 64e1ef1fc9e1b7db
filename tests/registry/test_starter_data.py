"""The policy of the starter registry: what may stand in its files, and what each fact needs."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema_rs import validator_for

from feeds.hostnames import parse

FEEDS: Final = Path(__file__).parents[2] / "feeds"
STARTER: Final = FEEDS / "registry" / "starter"
TAXONOMY: Final = FEEDS / "registry" / "taxonomy"
SITE_FILES: Final = sorted(STARTER.glob("sites/*.json"))
DATA_FILES: Final = [*SITE_FILES, STARTER / "helplines.json", *sorted(TAXONOMY.glob("*.json"))]

LANGUAGES: Final = {"en", "fr", "it", "es", "de"}
NO_BREAK: Final = "\u00a0\u202f"
FACTS: Final = ("names", "links", "signals", "events")


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


SITES: Final[dict[str, dict[str, Any]]] = {path.stem: read(path) for path in SITE_FILES}
FEED: Final[dict[str, Any]] = read(FEEDS / "release" / "feed.schema.json")["$defs"]

every_site = pytest.mark.parametrize("site", SITES.values(), ids=SITES)
every_file = pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.stem)


def texts(value: Any) -> Iterator[dict[str, str]]:
    """Every text in two languages, however deep it lies."""
    if isinstance(value, dict) and "en" in value:
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def cited(site: dict[str, Any]) -> list[str]:
    """The Evidence keys that a Site's status and facts rest on."""
    return [*site["status_evidence"], *(key for part in FACTS for fact in site[part] for key in fact["evidence"])]


def complaints(schema: str, data: Any) -> list[str]:
    validator = validator_for(read(STARTER / schema))
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(data)]


def test_there_is_something_to_start_from() -> None:
    assert {"coco", "bounty-chat", "omegle"} <= SITES.keys()
    assert len(SITES) >= 23


@every_site
def test_a_site_follows_its_schema(site: dict[str, Any]) -> None:
    assert complaints("site.schema.json", site) == []


def test_the_helplines_follow_their_schema() -> None:
    assert complaints("helplines.schema.json", read(STARTER / "helplines.json")) == []


@pytest.mark.parametrize("path", SITE_FILES, ids=lambda path: path.stem)
def test_a_file_is_named_for_its_site(path: Path) -> None:
    assert read(path)["slug"] == path.stem


@every_file
def test_a_file_is_written_so_that_a_diff_is_readable(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_the_words_are_those_of_the_feed() -> None:
    ours, feed = read(STARTER / "site.schema.json"), FEED["site"]["properties"]
    assert ours["$defs"]["status"]["enum"] == FEED["status"]["enum"]
    for part in ("links", "events"):
        kinds = [schema[part]["items"]["properties"]["kind"]["enum"] for schema in (ours["properties"], feed)]
        assert kinds[0] == kinds[1]


@every_site
def test_every_source_is_there_and_is_used(site: dict[str, Any]) -> None:
    assert set(cited(site)) == {evidence["key"] for evidence in site["evidence"]}


def test_an_evidence_key_means_one_source_in_the_whole_registry() -> None:
    keys = Counter(evidence["key"] for site in SITES.values() for evidence in site["evidence"])
    assert [key for key, times in keys.items() if times > 1] == []


@every_site
@pytest.mark.parametrize("part", ["signals", "links", "events"])
def test_a_list_proves_a_name_and_nothing_else(site: dict[str, Any], part: str) -> None:
    lists = {evidence["key"] for evidence in site["evidence"] if evidence["kind"] == "list"}
    assert [fact for fact in site[part] if lists & set(fact["evidence"])] == []


@every_site
def test_a_site_gives_at_least_one_reason_and_gives_it_once(site: dict[str, Any]) -> None:
    signals = [signal["signal"] for signal in site["signals"]]
    assert signals
    assert len(signals) == len(set(signals))


@every_site
def test_a_status_that_is_known_says_when_or_by_whom(site: dict[str, Any]) -> None:
    assert site["status"] == "unknown" or site["status_as_of"] or site["status_evidence"]


@every_site
def test_a_name_is_registrable_and_written_as_dns_writes_it(site: dict[str, Any]) -> None:
    for name in (entry["name"] for entry in site["names"]):
        assert (parse(name).ascii, parse(name).registrable) == (name, name)


def test_a_name_stands_in_one_site_once() -> None:
    names = Counter(entry["name"] for site in SITES.values() for entry in site["names"])
    assert [name for name, times in names.items() if times > 1] == []


@every_site
def test_a_name_is_not_left_before_it_is_taken(site: dict[str, Any]) -> None:
    for name in site["names"]:
        assert name["from"] is None or name["to"] is None or name["from"] <= name["to"]


@every_site
def test_a_link_leaves_a_name_of_its_site_and_reaches_a_listed_name(site: dict[str, Any]) -> None:
    own = {entry["name"] for entry in site["names"]}
    listed = {entry["name"] for other in SITES.values() for entry in other["names"]}
    for link in site["links"]:
        assert link["old"] in own
        assert link["new"] in listed - {link["old"]}


def test_the_rename_of_coco_and_its_reported_successor_are_told_apart() -> None:
    links = [(link["old"], link["new"], link["kind"]) for link in SITES["coco"]["links"]]
    assert links == [("coco.fr", "coco.gg", "renamed_to"), ("coco.gg", "bounty.chat", "reported_successor")]


@every_site
def test_signals_and_category_are_in_the_taxonomy_gravest_first(site: dict[str, Any]) -> None:
    order = [signal["id"] for signal in read(TAXONOMY / "signals.json")]
    assert site["category"] in {category["id"] for category in read(TAXONOMY / "categories.json")}
    places = [order.index(signal["signal"]) for signal in site["signals"]]
    assert places == sorted(places)


def test_the_taxonomy_holds_each_signal_once_gravest_first() -> None:
    signals = read(TAXONOMY / "signals.json")
    assert all(signal.keys() == {"id", "gravity", "label", "sentence"} for signal in signals)
    assert len({signal["id"] for signal in signals}) == len(signals)
    gravity = [signal["gravity"] for signal in signals]
    assert set(gravity) == {1, 2, 3}
    assert gravity == sorted(gravity, reverse=True)


def test_the_categories_carry_the_numbers_of_the_feed() -> None:
    categories = read(TAXONOMY / "categories.json")
    assert all(category.keys() == {"id", "code", "label", "sentence"} for category in categories)
    assert {c["id"]: c["code"] for c in categories} == {
        word: code for code, word in enumerate(FEED["category"]["enum"])
    }


@every_file
def test_every_text_is_in_english_and_in_a_french_of_its_own(path: Path) -> None:
    found = list(texts(read(path)))
    assert found
    for text in found:
        assert text.keys() >= {"en", "fr"}
        assert text["fr"] != text["en"]


@pytest.mark.parametrize("path", sorted(TAXONOMY.glob("*.json")), ids=lambda path: path.stem)
def test_the_taxonomy_speaks_the_five_languages_of_the_extension(path: Path) -> None:
    for entry in read(path):
        assert entry["label"].keys() == entry["sentence"].keys() == LANGUAGES
        assert len(set(entry["sentence"].values())) == len(LANGUAGES)


@every_file
def test_texts_are_set_as_each_language_sets_them(path: Path) -> None:
    for text in texts(read(path)):
        assert not re.search(r"['\"]", "".join(text.values()))
        assert not re.search(rf"[^{NO_BREAK}][:;!?»]|«[^{NO_BREAK}]", text["fr"]), text["fr"]
        assert not re.search(rf"[{NO_BREAK}]|\s[:;!?]", text["en"]), text["en"]


@pytest.mark.parametrize("path", sorted(TAXONOMY.glob("*.json")), ids=lambda path: path.stem)
def test_the_taxonomy_speaks_in_one_plain_sentence(path: Path) -> None:
    for entry in read(path):
        for sentence in entry["sentence"].values():
            assert re.fullmatch(r"[A-ZÀ-Ý][^.!?]{10,120}\.", sentence)


@every_site
def test_an_event_from_before_2021_shows_its_year(site: dict[str, Any]) -> None:
    for event in site["events"]:
        if event["date"] and event["date"] < "2021":
            assert all(event["date"][:4] in text for text in event["text"].values()), event["text"]
