"""What is learned from renames, and what is kept of them."""

import json

import pytest

from feeds.watch.candidates import BadPrior, NotRenames, Provenance, Rule, dump, learn, load, read_renames, shipped
from feeds.watch.candidates.rewriting import explain

FROM = Provenance(learned="2026-11-21", source="invented", note="", digest="00", renames=0, sites=0)
HEADER = "site\told\tnew\torder\tdate\tkind\n"


def _table(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n".replace(" ", "\t") for row in rows)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("coco", "coco", Rule.SAME),
        ("chat42", "chat43", Rule.COUNTER),
        ("chat-avenue", "chatavenue", Rule.HYPHENS),
        ("manga-link", "link-manga", Rule.SWAPPED),
        ("comicextra", "comixextra", Rule.EDIT),
        ("drakescans", "drakecomic", Rule.TAIL),
        ("newchat", "oldchat", Rule.HEAD),
        ("camchatting", "bestchat", Rule.ACROSS),
        ("coco", "bounty", Rule.OTHER),
    ],
)
def test_a_rename_is_explained_by_the_simplest_rule(old: str, new: str, rule: Rule) -> None:
    assert explain(old, new).rule is rule


def test_a_prior_names_no_site_it_was_learned_from() -> None:
    rows = [f"site{n} zebrachat{n}.com zebrachat{n}.net 1 2024-01-01 seq" for n in range(9)]
    rows += [f"s{n} walrus{chr(97 + n)}.com walrus{chr(97 + n)}live.com 1 2024-01-01 seq" for n in range(9)]
    kept = dump(learn(read_renames(_table(*rows)), FROM)).decode()
    assert "live" in kept
    assert not [word for word in ("zebra", "walrus") if word in kept]


def test_sites_that_share_a_name_are_one() -> None:
    shared = "a one.com two.com 1 2024-01-01 seq", "b two.com three.com 1 2024-02-01 seq"
    moves = read_renames(_table("c three.com four.com 1 2024-03-01 seq", *shared, "d other.com else.com 1 2024 seq"))
    assert [(move.site, move.new.ascii) for move in moves] == [
        ("a", "two.com"),
        ("a", "three.com"),
        ("a", "four.com"),
        ("d", "else.com"),
    ]


def test_one_site_under_several_words_lends_no_part_to_a_prior() -> None:
    rows = [f"key{n} walrus{n}.com walrus{n}kettle.com 1 2024-01-01 seq" for n in range(6)]
    rows += [f"key{n} same.com walrus{n}.com 0 2023-01-01 seq" for n in range(6)]
    assert b"kettle" not in dump(learn(read_renames(_table(*rows)), FROM))


def test_a_word_that_one_site_took_is_kept_when_many_sites_end_in_it() -> None:
    taking = ["taking ostrich.com ostrichlive.com 1 2024-01-01 seq"]
    ending = [f"s{n} bird{chr(97 + n)}live.com bird{chr(97 + n)}live.net 1 2024-01-01 seq" for n in range(4)]
    assert "live" in learn(read_renames(_table(*taking, *ending)), FROM).tail.added
    assert "live" not in learn(read_renames(_table(*taking)), FROM).tail.added


def test_what_comes_depends_on_the_class_of_what_goes() -> None:
    doubles = [f"d{n} heron{letter}aa.com heron{letter}bb.com 1 2024-01-01 seq" for n, letter in enumerate("cdefgh")]
    plain = [f"p{n} crane{letter}.com crane{letter}zest.com 1 2024-01-01 seq" for n, letter in enumerate("cdefgh")]
    lifts = learn(read_renames(_table(*doubles, *plain)), FROM).tail.lifts
    assert lifts["double"]["double"] > 1 > lifts["double"]["word"]
    assert lifts["nothing"]["word"] > 1 > lifts["nothing"]["double"]


def test_the_shipped_prior_says_where_it_is_from() -> None:
    provenance = shipped().provenance
    assert provenance.learned
    assert provenance.source
    assert len(provenance.digest) == 64
    assert provenance.renames > 1000


def test_a_prior_reads_back_as_it_was_written() -> None:
    assert load(dump(shipped())) == shipped()


def test_a_habit_of_one_site_is_no_law() -> None:
    rows = [f"busy a{n}.com a{n}.zone {n} 2024-01-01 seq" for n in range(1, 200)]
    rows += [f"site{n} b{n}.com b{n}.live 1 2024-01-01 seq" for n in range(20)]
    endings = learn(read_renames(_table(*rows)), FROM).endings
    assert endings["live"] > endings["zone"]


def test_rows_that_tell_no_move_are_left() -> None:
    moves = read_renames(
        _table("a coco.fr coco.gg 1 2024-01-01 seq", "a coco.fr coco.fr 2 2024-01-01 seq", "a com x.fr 3 2024 seq")
        + _table("b x.com y.com 1 2024-01-01 legacy").removeprefix(HEADER)
    )
    assert [(move.old.ascii, move.new.ascii) for move in moves] == [("coco.fr", "coco.gg")]


@pytest.mark.parametrize("text", ["", "old\tnew\n", HEADER, "\0\1\2", _table("a b c d e f")])
def test_a_text_that_is_no_table_of_renames_is_refused(text: str) -> None:
    with pytest.raises(NotRenames):
        read_renames(text)


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{}", json.dumps({"rules": 1}).encode()])
def test_a_file_that_is_no_prior_is_refused(data: bytes) -> None:
    with pytest.raises(BadPrior):
        load(data)
