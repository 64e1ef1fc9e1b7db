"""Streams as they come: packed, spoilt, endless, or no names at all."""

import gzip
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from feeds.hostnames import parse
from feeds.watch.matching import Hit, Likeness, Matcher, Read, Unreadable

MATCHER = Matcher(
    {parse("coco.fr"): "coco", parse("omegle.com"): "omegle", parse("chatroulette.com"): "chatroulette"},
    {"omegle.co": "one of the most visited sites"},
)


def _hits(data: bytes) -> tuple[list[Hit], Read]:
    read = Read()
    return list(MATCHER.hits(io.BytesIO(data), read)), read


def _found(data: bytes) -> list[str]:
    return [hit.name.ascii for hit in _hits(data)[0]]


@pytest.mark.parametrize(
    "line",
    [
        b"coco.gg",
        b"COCO.GG\r\n",
        b"coco.gg.\n",
        b"*.coco.gg\n",
        b'"coco.gg","2026-11-21"\n',
        b"coco.gg;x\n",
        b"coco.gg\t7\n",
        b"# comment\n\ncoco.gg\n",
    ],
)
def test_a_name_is_read_as_lists_write_it(line: bytes) -> None:
    assert _found(line) == ["coco.gg"]


def test_a_short_label_is_found_by_equality_alone() -> None:
    assert _found(b"coco.gg\ncocoa.gg\nmy-coco.gg\ncoco2.gg\ncocochat.gg\n") == ["coco.gg"]


def test_the_longer_a_label_the_further_away_it_is_found() -> None:
    assert _found(b"omegl.gg\nomegg.gg\nchatroulett.gg\nchatroulet.gg\nchatroule.gg\n") == [
        "omegl.gg",
        "chatroulett.gg",
        "chatroulet.gg",
    ]


def test_the_rule_and_the_distance_are_said() -> None:
    hits, _ = _hits(b"omegle.gg\nom3gle.gg\nomegle-77.gg\nthe-new-omegle.gg\nbestchatroulettes.gg\n")
    assert [(hit.resemblance.likeness, hit.resemblance.distance) for hit in hits] == [
        (Likeness.SAME, 0),
        (Likeness.NEAR, 1),
        (Likeness.LETTERS, 3),
        (Likeness.CONTAINED, 8),
        (Likeness.CONTAINED, 5),
    ]


def test_of_two_listed_names_that_begin_alike_the_nearer_is_found() -> None:
    matcher = Matcher({parse("chatavenuea.com"): "a", parse("chatavenueb.com"): "b"}, {})
    assert [hit.site for hit in matcher.hits(io.BytesIO(b"chatavenuebb.net\n"), Read())] == ["b"]


def test_what_is_listed_already_is_no_hit() -> None:
    assert _found(b"coco.fr\nwww.coco.fr\nomegle.com\n") == []


def test_a_name_among_the_most_visited_raises_an_objection() -> None:
    hits, _ = _hits(b"omegle.co\nomegle.gg\n")
    assert [hit.objection for hit in hits] == ["one of the most visited sites", ""]


def test_a_name_is_read_in_its_own_letters_too() -> None:
    hits, read = _hits("chatroulettè.com\ncoco.中国\n".encode())
    assert [hit.name.ascii for hit in hits] == ["coco.xn--fiqs8s"]
    assert read == Read(names=2, skipped=0)


@pytest.mark.parametrize(
    ("data", "skipped"),
    [
        (b"", 0),
        (b"\n\n", 2),
        (b"# nothing\n" * 1000, 1000),
        (b"bad_name.com\n127.0.0.1\ncom\nno-ending\ncoco.nosuchending\n..\n-\n", 7),
        (b"\xff\xfe\x00c\x00o.com\n", 1),
        (b"\x00" * 100_000, 1),
        (b"a" * 10_000_000 + b".com\n", 1),
    ],
)
def test_what_holds_no_name_is_counted_and_stops_nothing(data: bytes, skipped: int) -> None:
    hits, read = _hits(data + b"\ncoco.gg\n" if data[-1:] not in (b"\n", b"") else data + b"coco.gg\n")
    assert [hit.name.ascii for hit in hits] == ["coco.gg"]
    assert read == Read(names=1, skipped=skipped)


def test_a_line_longer_than_a_name_can_be_hides_none_after_it() -> None:
    assert _found(b"coco.gg\n" + b"x" * 5_000_000 + b"\ncoco.zone\n") == ["coco.gg", "coco.zone"]


def test_names_are_found_wherever_a_block_ends() -> None:
    stream = b"".join(b"%s.example\ncoco.gg\n" % (b"x" * (n % 61 + 1)) for n in range(20_000))
    assert _found(stream) == ["coco.gg"] * 20_000


def test_gzip_is_recognised_and_a_cut_one_is_an_error() -> None:
    packed = gzip.compress(b"coco.gg\n" * 1000)
    assert len(_found(packed)) == 1000
    with pytest.raises(Unreadable):
        _found(packed[:-12])


def test_the_command_reads_a_stream_and_sums_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_DATA_DIR", str(tmp_path / "data"))
    assert CliRunner().invoke(app, ["init"]).exit_code == 0
    answer = CliRunner().invoke(app, ["match", "--json"], input="coco.zone,2026\nnothing\nocoo.com\ngoogle.com\n")
    assert answer.exit_code == 0
    assert [json.loads(line) for line in answer.stdout.splitlines()] == [
        {
            "name": "coco.zone",
            "listed_name": "coco.fr",
            "site": "coco",
            "rule": "same-label",
            "distance": 0,
            "objection": None,
        }
    ]
    assert "3 names compared, 1 lines skipped" in answer.stderr


def test_candidates_need_no_installation_and_make_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_DATA_DIR", str(tmp_path / "none"))
    answer = CliRunner().invoke(app, ["candidates", "coco.fr", "--limit", "7"])
    assert len(answer.stdout.split()) == 7
    assert not (tmp_path / "none").exists()
    assert CliRunner().invoke(app, ["candidates", "127.0.0.1"]).exit_code == 2


def test_candidates_weigh_in_the_former_names_of_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_DATA_DIR", str(tmp_path / "data"))
    assert CliRunner().invoke(app, ["init"]).exit_code == 0
    answer = CliRunner().invoke(app, ["candidates", "coco.gg", "--json", "--limit", "20"])
    assert {"coco.fr": "former-name"}.items() <= {
        row["name"]: row["rule"] for row in map(json.loads, answer.stdout.splitlines())
    }.items()
