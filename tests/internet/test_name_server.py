"""The DNS of the small internet: what a resolver that asks it learns."""

import pytest

from tests.internet.conftest import Told
from tests.internet.visitor import ask


@pytest.mark.parametrize("over", ["udp", "tcp"])
def test_a_name_is_where_its_host_put_it(told: Told, over: str) -> None:
    internet = told()
    code, addresses = ask(internet, "old.net", over=over)
    assert code == "NOERROR"
    assert [address.split(".")[:2] for address in addresses] == [["51", "91"]]
    assert ask(internet, "old.net", "NS", over)[1] == ["dns19.ovh.net.", "ns19.ovh.net."]
    assert ask(internet, "old.net", "SOA", over)[1][0].startswith("dns19.ovh.net. hostmaster.ovh.net. ")


def test_ipv6_mail_and_an_alias_are_answered(told: Told) -> None:
    internet = told("""
[[happens]]
day = 1
name = "six.net"
host = "cloudflare"
mail = ["mx1.six.net", "mx2.six.net"]
[[happens]]
day = 1
name = "www.six.net"
alias = "six.net"
""")
    assert ask(internet, "six.net", "AAAA") == ("NOERROR", ["2606:4700:3031::6815:300c"])
    assert ask(internet, "six.net", "MX") == ("NOERROR", ["10 mx1.six.net.", "20 mx2.six.net."])
    assert ask(internet, "www.six.net")[1] == ["104.21.48.12", "172.67.180.31", "six.net."]
    assert ask(internet, "www.six.net", "CNAME") == ("NOERROR", ["six.net."])


def test_a_name_that_nobody_registered_does_not_exist(told: Told) -> None:
    internet = told()
    assert ask(internet, "nobody.net") == ("NXDOMAIN", [])
    assert ask(internet, "below.old.net") == ("NXDOMAIN", [])


def test_a_name_above_others_exists_without_records(told: Told) -> None:
    assert ask(told(), "net") == ("NOERROR", [])


def test_a_wildcard_answers_for_every_name_that_has_no_entry_of_its_own(told: Told) -> None:
    internet = told("""
[[happens]]
day = 1
name = "*.vg"
host = "bodis"
shows = "blog"
[[happens]]
day = 1
name = "taken.vg"
host = "gandi"
shows = "chat"
""")
    assert ask(internet, "whatever.vg")[1] == ask(internet, "deep.below.vg")[1] == ["199.59.243.226"]
    assert ask(internet, "taken.vg")[1] != ["199.59.243.226"]


def test_a_name_may_begin_fail_return_and_go(told: Told) -> None:
    internet = told("""
[[happens]]
day = 2
name = "new.net"
host = "ovh"
shows = "chat"
[[happens]]
day = 3
name = "new.net"
dns = "SERVFAIL"
[[happens]]
day = 4
name = "new.net"
dns = "answers"
[[happens]]
day = 5
name = "new.net"
dns = "NXDOMAIN"
""")
    codes = []
    for day in (1, 2, 3, 4, 5):
        internet.on(day)
        codes.append(ask(internet, "new.net")[0])
    assert codes == ["NXDOMAIN", "NOERROR", "SERVFAIL", "NOERROR", "NXDOMAIN"]


def test_a_flaky_name_answers_whoever_asks_again(told: Told) -> None:
    internet = told('[[happens]]\nday = 1\nname = "new.net"\nhost = "ovh"\nshows = "chat"\ndns = "flaky"\n')
    assert [ask(internet, "new.net")[0] for _ in range(4)] == ["SERVFAIL", "NOERROR", "SERVFAIL", "NOERROR"]


def test_a_circle_of_aliases_is_a_failure_and_ends(told: Told) -> None:
    internet = told("""
[[happens]]
day = 1
name = "ring.net"
alias = "ring.org"
[[happens]]
day = 1
name = "ring.org"
alias = "ring.net"
""")
    assert ask(internet, "ring.net")[0] == "SERVFAIL"


def test_an_answer_that_is_too_long_for_a_datagram_is_asked_for_over_tcp(told: Told) -> None:
    servers = [f"ns{number}.a-rather-long-name-of-a-host-{number}.net" for number in range(60)]
    internet = told(f'[[happens]]\nday = 1\nname = "long.net"\nhost = "ovh"\nname_servers = {servers}\n')
    assert len(ask(internet, "long.net", "NS")[1]) == 60
    assert internet.questions == [("long.net", "NS")] * 2


def test_every_question_is_recorded(told: Told) -> None:
    internet = told()
    ask(internet, "old.net")
    ask(internet, "nobody.net", "NS")
    assert internet.questions == [("old.net", "A"), ("nobody.net", "NS")]
