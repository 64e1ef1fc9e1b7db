"""From a text to an address that may be asked for: as browsers read it, and no further than web pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetching.web_address import LONGEST, NotAWebAddress, read_address

PAGE = "https://coco.gg/chat/room?x=1"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://coco.gg", "http://coco.gg/"),
        ("HTTPS://COCO.GG/", "https://coco.gg/"),
        ("https://coco.gg:443/", "https://coco.gg/"),
        ("http://coco.gg./", "http://coco.gg/"),
        ("http://coco.gg/#room", "http://coco.gg/"),
        ("http://me:secret@coco.gg/", "http://coco.gg/"),
        ("http://example.com\\@coco.gg/", "http://example.com/@coco.gg/"),
        ("http://chât.fr/", "http://xn--cht-jla.fr/"),
        ("http://xn--cht-jla.fr/", "http://xn--cht-jla.fr/"),
        ("http://coco。gg/", "http://coco.gg/"),
        ("http://ｃｏｃｏ．ｇｇ/", "http://coco.gg/"),
        ("http://co\tco.g\ng/", "http://coco.gg/"),
        ("http://coco.gg/salon privé", "http://coco.gg/salon%20priv%C3%A9"),
    ],
)
def test_an_address_is_read_as_browsers_read_it(text: str, url: str) -> None:
    assert read_address(text).url == url


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/new", "https://coco.gg/new"),
        ("new", "https://coco.gg/chat/new"),
        ("?page=2", "https://coco.gg/chat/room?page=2"),
        ("//coco.chat/", "https://coco.chat/"),
        ("\\\\coco.chat\\a", "https://coco.chat/a"),
        ("http:/coco.chat", "http://coco.chat/"),
        ("", PAGE),
    ],
)
def test_a_location_is_joined_as_browsers_join_it(location: str, url: str) -> None:
    assert read_address(location, base=PAGE).url == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "coco.gg",
        "/only/a/path",
        "http://",
        "http://co co.gg/",
        "http://256.1.1.1/",
        "http://1.2.3.4.5/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://coco%00.gg/",
        "http://coco.gg:8080/",
        "http://coco.gg:22/",
        "http://coco.gg:0/",
        "file:///etc/passwd",
        "gopher://coco.gg/_x",
        "ftp://coco.gg/",
        "ws://coco.gg/",
        "data:text/html,<p>hello",
        "javascript:alert(1)",
        "about:blank",
        "view-source:http://coco.gg/",
        "blob:http://coco.gg/x",
        "\udcff",
        f"http://coco.gg/{'a' * LONGEST}",
    ],
)
def test_what_is_no_web_page_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(NotAWebAddress) as refused:
        read_address(text)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 250


@given(st.one_of(st.text(), st.from_regex(r"(https?:|file:)?[/\\]{0,3}[a-z0-9@:.%\[\]]{1,30}([/?#].{0,9})?")))
def test_whatever_is_read_is_asked_for_in_ascii_on_a_port_of_the_web(text: str) -> None:
    try:
        address = read_address(text, base=PAGE)
    except NotAWebAddress:
        return
    assert address.port in {80, 443}
    assert (address.url + address.authority + address.target).isascii()
    assert address.target.startswith("/")
    assert not set("\r\n \t") & set(address.url)
    assert read_address(address.url) == address
