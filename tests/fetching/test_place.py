"""Where an operator's own servers are, as the settings say it."""

import pytest

from feeds.fetching import Place, read_place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("192.0.2.1", ("192.0.2.1", 53)),
        ("192.0.2.1:5353", ("192.0.2.1", 5353)),
        ("::1", ("::1", 53)),
        ("[::1]", ("::1", 53)),
        ("[2001:DB8::1]:5353", ("2001:db8::1", 5353)),
    ],
)
def test_an_address_with_or_without_a_port(text: str, place: tuple[str, int]) -> None:
    assert read_place(text, port=53) == Place(*place)


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.1", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "::1:x", "[::1"]
)
def test_anything_else_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an IP address|has no port") as refused:
        read_place(text, port=53)
    assert repr(text) in str(refused.value)
