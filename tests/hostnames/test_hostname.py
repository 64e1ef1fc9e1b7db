"""The policy of what may be a name, and that spellings of one name are one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.hostnames import SUFFIX_LIST_VERSION, Hostname, NotAHostname, parse


@pytest.mark.parametrize(
    "spelling",
    [
        "coco.gg",
        "COCO.GG",
        "coco.gg.",
        " coco.gg\n",
        "http://coco.gg",
        "https://user:secret@coco.gg:8443/chat?x=1#y",
        "coco.gg:80",
        "coco.gg/path:9",
        "//coco.gg/",
        "ｃｏｃｏ．ｇｇ",
        "coco。gg",
    ],
)
def test_every_spelling_of_a_name_is_one_value(spelling: str) -> None:
    assert parse(spelling) == Hostname("coco.gg", "coco.gg", "gg")


@pytest.mark.parametrize(
    ("address", "ascii_name", "registrable"),
    [
        ("www.coco.gg", "www.coco.gg", "coco.gg"),
        ("a.b.coco.co.uk", "a.b.coco.co.uk", "coco.co.uk"),
        ("someone.github.io", "someone.github.io", "someone.github.io"),
        ("zonetéléchargement.com", "xn--zonetlchargement-fqbb.com", "xn--zonetlchargement-fqbb.com"),
        ("straße.de", "xn--strae-oqa.de", "xn--strae-oqa.de"),
    ],
)
def test_the_registrable_domain_is_found(address: str, ascii_name: str, registrable: str) -> None:
    name = parse(address)
    assert (name.ascii, name.registrable) == (ascii_name, registrable)


@pytest.mark.parametrize(
    "text", ["", "   ", "http://", ".", "..", "coco..gg", "a b.com", "-a.com", "a_b.com", "x" * 5000]
)
def test_what_is_no_host_name_is_refused(text: str) -> None:
    with pytest.raises(NotAHostname):
        parse(text)


@pytest.mark.parametrize("suffix", ["com", "gg", "co.uk", "github.io", "CO.UK.", "xn--p1ai"])
def test_a_public_suffix_is_refused(suffix: str) -> None:
    with pytest.raises(NotAHostname, match="public suffix"):
        parse(suffix)


@pytest.mark.parametrize("text", ["localhost", "coco", "coco.notatld", "server.local"])
def test_a_name_under_no_known_top_level_domain_is_refused(text: str) -> None:
    with pytest.raises(NotAHostname, match="top-level domain"):
        parse(text)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "http://127.0.0.1/",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "127.1",
        "[::1]",
        "::1",
        "http://[::ffff:1.2.3.4]:80/",
        "１２７．０．０．１",
    ],
)
def test_an_ip_address_in_any_notation_is_refused(address: str) -> None:
    with pytest.raises(NotAHostname, match="IP address"):
        parse(address)


@pytest.mark.parametrize("pattern", ["*.coco.gg", "*.gg", "*"])
def test_a_wildcard_is_refused(pattern: str) -> None:
    with pytest.raises(NotAHostname, match="pattern"):
        parse(pattern)


@pytest.mark.parametrize("text", ["😀.com", f"{'a' * 64}.com", ".".join(["a" * 60] * 5) + ".com"])
def test_labels_that_dns_or_idna_forbid_are_refused(text: str) -> None:
    with pytest.raises(NotAHostname, match="not a host name"):
        parse(text)


def test_mixed_scripts_are_flagged_and_not_refused() -> None:
    assert parse("cосо.gg").looks_alike  # two Cyrillic letters
    assert not parse("zonetéléchargement.com").looks_alike
    assert not parse("日本ひらがな.jp").looks_alike


def test_the_suffix_list_says_when_it_was_made() -> None:
    assert SUFFIX_LIST_VERSION.startswith("2026-")


@given(st.text(max_size=300))
def test_any_text_is_a_name_or_a_clear_refusal(text: str) -> None:
    try:
        name = parse(text)
    except NotAHostname as refusal:
        refused = str(refusal)
        assert refused.endswith(".")
        return
    assert parse(name.ascii) == name
    assert parse(f"HTTPS://x@{name.ascii.upper()}.:443/?q") == name
    assert name.ascii.endswith(name.registrable)
