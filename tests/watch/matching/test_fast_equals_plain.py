"""The fast way over a stream finds what the plain rules say, and nothing else."""

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feeds.hostnames import NotAHostname, parse
from feeds.hostnames.suffixes import split
from feeds.watch.matching import Hit, Matcher, Read, Resemblance, resembles
from feeds.watch.suffix_rules import suffix_rules

LISTED: tuple[str, ...] = (
    "coco.fr",
    "omeg.le.it",
    "ometv.com",
    "chatib.us",
    "omegle.com",
    "chat-avenue.com",
    "chatroulette.com",
)
LISTED += ("camsurf12.com", "cam-surf.org", "xn--caf-dma.fr", "1337x.to", "ab-cdefg.com", "aaaaaaa.com", "abababab.com")
LISTED += ("hellochat2026.com", "20-26zebra.com", "camchat.com", "city.fr", "camshop.fr")

# Few letters, so that labels often resemble one another.
labels = st.one_of(
    st.text("ab-", min_size=1, max_size=12),
    st.text("acehlmorgt1-", min_size=1, max_size=14),
    st.sampled_from([name.split(".")[0] for name in LISTED]).flatmap(
        lambda label: st.tuples(
            st.integers(0, len(label)), st.integers(0, len(label)), st.text("abco-7", max_size=3)
        ).map(lambda edit: label[: min(edit[:2])] + edit[2] + label[max(edit[:2]) :])
    ),
)
endings = st.sampled_from(["com", "fr", "co.uk", "gg", "ck", "kawasaki.jp", "blogspot.com", "nosuchending"])
names = st.builds("{}{}.{}".format, st.sampled_from(["", "www.", "a.b.", "*."]), labels, endings)


def _found(listed: list[str], text: bytes) -> tuple[list[Hit], Read]:
    read = Read()
    matcher = Matcher({parse(name): "site" for name in listed}, {})
    return list(matcher.hits(io.BufferedReader(io.BytesIO(text)), read)), read


def _plainly(listed: list[str], name: str) -> tuple[Resemblance, str] | None:
    """What the rules say of one name, asked of every listed label in turn."""
    try:
        asked = parse(name.removeprefix("*."))
    except NotAHostname:
        return None
    if asked.registrable in {parse(one).registrable for one in listed}:
        return None
    found: dict[str, tuple[Resemblance, str]] = {}
    for one in sorted(map(parse, listed)):
        label = one.registrable.removesuffix(f".{one.suffix}")
        if resemblance := resembles(asked.registrable.removesuffix(f".{asked.suffix}"), label):
            found.setdefault(label, (resemblance, one.registrable))
    return min(found.items(), key=lambda pair: (pair[1][0].order, pair[0]))[1] if found else None


@settings(max_examples=150, deadline=None)
@given(st.lists(names, min_size=1, max_size=40))
@example(
    ["coco.gg", "cocoo.gg", "new-omegle.com", "bestomegle.com", "0megle.com", "chatavenue.net", "cchatrouletteee.it"]
)
@example(
    [
        "chatroulet.com",
        "rouletteschatroulette1.com",
        "ab--ab.com",
        "omegl.com",
        "omegleee.com",
        "camsurf.com",
        "hellochat.net",
    ]
)
@example(["bestcamchat.net", "camchatting.org", "camch.net", "cam-chat.net", "camchat2026.net", "hellochat-77.net"])
@example(["h-ellochat.net", "h77ellochat.net", "zebra.net", "omegl.net", "chatibb.net", "ometv-again.net"])
@example(["www.city.kawasaki.jp", "camshop.ck", "camshop.anything.ck", "camshop.www.ck", "x.camchat.blogspot.com"])
def test_a_stream_gives_what_the_rules_say_of_each_name(stream: list[str]) -> None:
    hits, _ = _found(list(LISTED), "\n".join(stream).encode())
    expected = [(name, plain) for name in stream if (plain := _plainly(list(LISTED), name)) is not None]
    assert [(hit.name, hit.resemblance, hit.listed) for hit in hits] == [
        (parse(name.removeprefix("*.")), *plain) for name, plain in expected
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.text("ab", min_size=5, max_size=10), st.lists(st.text("ab", min_size=3, max_size=12), min_size=1, max_size=30)
)
def test_no_name_within_reach_is_missed_whatever_is_listed(listed: str, stream: list[str]) -> None:
    hits, _ = _found([f"{listed}.com"], "\n".join(f"{label}.net" for label in stream).encode())
    assert [hit.name.ascii for hit in hits] == [f"{label}.net" for label in stream if resembles(label, listed)]


@pytest.mark.parametrize("kind", ["plain", "wildcards", "exceptions", "above"])
def test_names_are_split_as_everywhere_else(kind: str) -> None:
    rules = suffix_rules()
    for rule in getattr(rules, kind):
        for name in (rule, f"a.{rule}", f"b.a.{rule}"):
            assert rules.split(name) == split(name)
