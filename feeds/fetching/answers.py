"""What a look at the open web gives: values, and one failure. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FailureKind = Literal[
    "not-an-address",
    "denied-address",
    "dns",
    "connect",
    "tls",
    "timeout",
    "too-big",
    "too-many-redirects",
    "bad-redirect",
    "bad-answer",
]


@dataclass(frozen=True, slots=True)
class Hop:
    """One request that was answered.

    `location` is where the answer sends the reader, as the server wrote it, at most 8,192 characters; None when it
    sends nowhere. `address` is the IP address that was connected to.
    """

    url: str
    status: int
    location: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page, and the way to it.

    `chain` holds every request that was answered, the last one too: `chain[-1].url == url`. `headers` are the last
    answer's, names in lower case, several of one name joined by a comma. `body` is decoded from its content coding;
    `truncated` says that it is not whole: longer than the limit, or cut off by the server. `certificate_names` are the
    DNS names of the last host's certificate, which was verified; empty over http. `seconds` is the time spent on
    requests, without the wait for one's turn at a host.
    """

    chain: tuple[Hop, ...]
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool
    certificate_names: tuple[str, ...]
    seconds: float


class FetchFailed(Exception):
    """No page came. `kind` is for programs, `sentence` for people, `chain` what was answered before it failed."""

    def __init__(self, kind: FailureKind, sentence: str, chain: tuple[Hop, ...] = ()) -> None:
        super().__init__(kind, sentence, chain)
        self.kind, self.sentence, self.chain = kind, sentence, chain

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class DnsAnswer:
    """What the DNS says of a name, in texts without the final dot.

    `rcode` is the DNS's word for the answer (`NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`, …), or `TIMEOUT` when no
    answer came. `addresses` are IPv4 then IPv6, in the order of their numbers; `cname` the aliases that led to them, in
    theirs; `ns` and `mx` are sorted; `soa` is `<primary name server> <mailbox>`.
    """

    name: str
    rcode: str
    addresses: tuple[str, ...] = ()
    ns: tuple[str, ...] = ()
    mx: tuple[str, ...] = ()
    cname: tuple[str, ...] = ()
    soa: str | None = None
