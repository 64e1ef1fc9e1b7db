"""A Release that is made of the one before and of what a few Sites say now: byte for byte as if all were drawn anew."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.registry.words import Stance, Status
from feeds.release import contents, difference
from feeds.release.exports import names_csv
from feeds.release.folder import target_path
from feeds.release.publishing import CannotAmend
from feeds.release.snapshot import ListedName
from feeds.release.verifying import DoesNotHold, verify
from tests.exports.sample import drawn
from tests.release.feeds_for_tests import Feed, found, listed, snapshot
from tests.release.registries_for_tests import Dossier, amendment, dossier, registry

NOW = datetime.now(UTC)
SLUGS = ("coco", "coco-2", "coco2", "a", "z")
NAMES = st.lists(st.sampled_from(range(4)), min_size=1, unique=True)
Sites = Mapping[str, Dossier]


@st.composite
def sites(draw: st.DrawFn) -> Sites:
    """Some of five Sites, each with some of its four names, one of them another's with `www.` before it."""
    said = {}
    for slug in draw(st.lists(st.sampled_from(SLUGS), unique=True)):
        facts = ("dating-chat", draw(st.sampled_from(Status)), draw(st.sampled_from(Stance)))
        hosts = [f"www.{slug}.gg", f"{slug}.gg", f"{slug}.fr", f"x.{slug}.gg"]
        lines = [ListedName(hosts[number], *facts) for number in draw(NAMES)]
        said[slug] = dossier(slug, lines, name=draw(st.sampled_from(["Coco", '=1+"x",\r\n', "Été"])))
    return said


@given(sites(), sites())
def test_what_was_amended_is_what_would_have_been_drawn_anew(before: Sites, after: Sites) -> None:
    touched = {slug for slug in SLUGS if before.get(slug) != after.get(slug)}
    anew = contents.of(registry(after.values(), sources=before))
    old = contents.of(registry(before.values()))
    table = drawn(registry(before.values()))[names_csv.FILE]
    amended = contents.amended(contents.read(old.said, table), amendment(touched, after))
    assert amended == anew


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    """A feed with one Release of three Sites."""
    feed = found(tmp_path, NOW)
    feed.publish_these(registry(_sites().values()), NOW)
    return feed


def _sites(**names: str) -> Sites:
    hosts = {"coco": "coco.gg", "bounty": "bounty.chat", "omega": "omega.example"} | names
    return {slug: dossier(slug, [listed(host)]) for slug, host in hosts.items()}


def _files(feed: Feed) -> Mapping[str, bytes]:
    out = feed.folder.out()
    assert out is not None
    return {name: feed.folder.read(_path(feed, name)) for name in out.targets.targets}


def _path(feed: Feed, name: str) -> str:
    out = feed.folder.out()
    assert out is not None
    return target_path(name, out.targets.targets[name].hashes["sha256"])


def test_every_file_of_an_amended_release_is_that_of_one_drawn_anew(feed: Feed, tmp_path: Path) -> None:
    now = _sites(coco="coco.fr")
    outcome = feed.publish_amended(amendment(["coco"], now), NOW)
    other = found(tmp_path / "other", NOW)
    other.publish_these(registry(_sites().values()), NOW)
    other.publish_these(registry(now.values()), NOW)
    assert (outcome.serial, outcome.added, outcome.removed) == (2, 1, 1)
    assert _files(feed) == _files(other)
    assert [line.name for line in verify(feed.folder.path, feed.root).values.names] == [
        "bounty.chat",
        "omega.example",
        "coco.fr",
    ]


def test_a_site_that_is_listed_no_more_is_in_no_file(feed: Feed) -> None:
    feed.publish_amended(amendment(["coco"], {}), NOW)
    said = {name: data for name, data in _files(feed).items() if name not in ("changes.atom", "names.1.delta")}
    assert not [name for name, data in said.items() if b"coco.gg" in data or b"gg.coco" in data]


def test_an_amendment_that_says_the_same_changes_nothing(feed: Feed) -> None:
    outcome = feed.publish_amended(amendment(["coco"], _sites()), NOW)
    assert (outcome.serial, outcome.changed) == (1, False)


def test_before_the_first_release_there_is_nothing_to_amend(tmp_path: Path) -> None:
    with pytest.raises(CannotAmend, match="no Release out"):
        found(tmp_path, NOW).publish_amended(amendment([], {}), NOW)


@pytest.mark.parametrize("name", ["names", "sites", "helplines", "names.csv"])
def test_a_release_whose_files_were_edited_is_not_amended(feed: Feed, name: str) -> None:
    file = feed.folder.path / _path(feed, name)
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(CannotAmend, match=f"The file {name} of the Release that is out is damaged"):
        feed.publish_amended(amendment(["coco"], _sites(coco="coco.fr")), NOW)


def test_a_release_that_does_not_agree_with_its_dossiers_is_not_amended(tmp_path: Path) -> None:
    feed = found(tmp_path, NOW)
    said = registry(_sites().values())
    feed.publish_these(type(said)(said.names[1:], said.sites, said.helplines), NOW)
    with pytest.raises(CannotAmend, match="is not what is amended"):
        feed.publish_amended(amendment(["bounty"], _sites(bounty="bounty.example")), NOW)


def test_a_client_that_looks_only_at_what_is_new_refuses_a_name_without_a_dossier(feed: Feed) -> None:
    before = contents.of(registry([]))
    feed.publish(NOW, "coco.gg", "coco.fr")
    verify(feed.folder.path, feed.root, since=before)
    untold = contents.of(snapshot("coco.gg"))
    broken = type(untold)(untold.rows, untold.table, contents.of(snapshot("coco.gg", "coco.fr")).sites, untold.said)
    with pytest.raises(DoesNotHold, match=r"coco\.fr is listed, and no dossier"):
        verify(feed.folder.path, feed.root, since=broken)


def test_a_difference_is_not_applied_to_another_list() -> None:
    change = difference.between([b"a"], [b"b"])
    assert change.applied([b"a", b"c"]) == [b"b", b"c"]
    for other in ([b"c"], [b"a", b"b"]):
        with pytest.raises(difference.DoesNotFit):
            change.applied(other)
