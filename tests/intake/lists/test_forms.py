"""What each form of a list says, and what it says that is no name to block."""

import pytest

from feeds.intake.lists.forms import Form
from tests.intake.lists.reading_of import good, refusal, rows

SAME = ["coco.zone", "chat.coco.band"]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (Form.DOMAINS, "# a list\n\ncoco.zone\n*.chat.coco.band  # again\n"),
        (Form.DOMAINS, "https://coco.zone/\n.chat.coco.band\n"),
        (Form.HOSTS, "# a list\n0.0.0.0 coco.zone # why\n::\tchat.coco.band\n"),
        (Form.HOSTS, "127.0.0.1 coco.zone chat.coco.band\n"),
        (Form.ADBLOCK, "[Adblock Plus 2.0]\n! Title: a list\n# a list\n||coco.zone^\n||chat.coco.band^$all\n"),
        (Form.ADBLOCK, "||coco.zone\n||chat.coco.band^$document,important\n"),
        (Form.DNSMASQ, "# a list\nlocal=/coco.zone/\nserver=/chat.coco.band/\n"),
        (Form.DNSMASQ, "address=/coco.zone/chat.coco.band/0.0.0.0\n"),
        (Form.DNSMASQ, "address=/coco.zone/#\naddress=/chat.coco.band/::\n"),
        (Form.CSV, "coco.zone,2024-01-01\nchat.coco.band,\n"),
        (Form.CSV, '# a list\nName;Domain\n"Coco; the chat";coco.zone\nBand;"chat.coco.band"\n'),
        (Form.CSV, "seen\turl\n2024\thttps://coco.zone\n2025\thttp://chat.coco.band/\n"),
        (Form.RPZ, "$TTL 300\n@ SOA localhost. root.localhost. 7 1 2 3 4\n@ NS localhost.\ncoco.zone CNAME .\n"
                   "*.coco.zone CNAME .\n; why\nchat.coco.band 300 IN CNAME *.\n"),
        (Form.UT1, "coco.zone\nchat.coco.band\n"),
        (Form.FEED_JSON, '{"format":"vigie-feed/1","names":[\n{"name":"coco.zone"},\n{"name":"chat.coco.band"}\n],'
                         '"sites":[\n{"slug":"coco","name":"elsewhere.com"}\n]}'),
    ],
)  # fmt: skip
def test_a_form_says_the_names_that_it_blocks(form: Form, text: str) -> None:
    assert list(dict.fromkeys(good(text.encode(), form))) == SAME
    assert {row.verdict for row in rows(text.encode(), form)} == {"good"}


@pytest.mark.parametrize(
    ("form", "line", "why"),
    [
        (Form.HOSTS, "203.0.113.7 coco.zone", "does not block it"),
        (Form.HOSTS, "coco.zone", "an address and then names"),
        (Form.HOSTS, "coco.zone 0.0.0.0", "does not block it"),
        (Form.ADBLOCK, "@@||coco.zone^", "no rule that blocks a whole name"),
        (Form.ADBLOCK, "coco.zone##.banner", "no rule that blocks a whole name"),
        (Form.ADBLOCK, "##.banner", "no rule that blocks a whole name"),
        (Form.ADBLOCK, "||coco.zone/adverts/", "no rule that blocks a whole name"),
        (Form.ADBLOCK, "||coco.zone^$third-party", "only a part"),
        (Form.ADBLOCK, "||coco.zone^$image,document", "only a part"),
        (Form.ADBLOCK, "/coco[0-9]+/", "no rule that blocks a whole name"),
        (Form.DNSMASQ, "address=/coco.zone/203.0.113.7", "does not block it"),
        (Form.DNSMASQ, "server=/coco.zone/9.9.9.9", "does not block it"),
        (Form.DNSMASQ, "cache-size=10000", "no rule that blocks a name"),
        (Form.CSV, "2024,,", "is an IP address"),
        (Form.CSV, ",coco.zone", "nothing in the column"),
        (Form.RPZ, "coco.zone CNAME rpz-passthru.", "no policy that blocks"),
        (Form.RPZ, "coco.zone A 203.0.113.7", "no policy that blocks"),
        (Form.FEED_JSON, '{"format":"vigie-feed/1","names":[\n{"slug":"coco"}\n]}', "no name with its facts"),
    ],
)
def test_what_does_not_block_a_whole_name_is_refused_with_the_reason(form: Form, line: str, why: str) -> None:
    assert why in refusal(line.encode(), form)


def test_a_stray_quote_in_a_table_costs_its_row_alone() -> None:
    assert good(b'domain,note\n"coco.zone,half a quote\nchat.coco.band,whole\n', Form.CSV) == ["chat.coco.band"]


def test_rows_are_numbered_as_lines_are() -> None:
    assert [(row.line, row.hostname) for row in rows(b"# one\n\ncoco.zone\r\n\r\nchat.coco.band")] == [
        (3, "coco.zone"),
        (5, "chat.coco.band"),
    ]
