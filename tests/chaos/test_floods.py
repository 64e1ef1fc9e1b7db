"""Too much at once: reports, curators, connections that say nothing, connections that say nonsense."""

import asyncio
import contextlib
import itertools
import resource
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from api.desk import signing_in
from api.desk.curator import COOKIE
from api.jobs.founding import FIRST_CURATOR
from feeds.release.folder import POINTER
from feeds.review import people
from tests.browser.waiting import until
from tests.chaos.conftest import Outcome
from tests.chaos.processes import PATIENCE, House, Service, house
from tests.chaos.test_memory import resident, worker_of
from tests.chaos.traffic import BREATH, ask, counted, report

REPORTS: Final = 10_000
CURATORS: Final = 500
SLOW: Final = 2_000
"""Connections that send a head letter by letter: more than the server holds at once."""
ROUNDS: Final = 400
A_ROUND: Final = 250
"""Connections of nonsense, so many at a time, each round from an address of its own: none has ports for all."""
NO_ANSWER: Final = ""
LOOPBACK: Final = "127.0.0.1"
GROWTH: Final = 200 << 20
"""By how many bytes the web worker may have grown after all of it."""
NONSENSE: Final = (
    b"GET / HTTP/1.1\r\n" + b"x" * 450_000,
    b"GET / HTTP/1.1\r\nhost: a\r\nx: \x00\xff\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
    b"GET / HTTP/1.1\r\n" + b"".join(b"h%d: v\r\n" % number for number in range(500)) + b"\r\n",
    b"POST /api/v1/reports HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked, zz\r\n\r\nzz\r\n",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nhost: a\r\n\r\n",
)


@pytest.fixture(scope="module", autouse=True)
def _many_connections() -> Iterator[None]:
    """Let this process, and those that it starts, hold as many connections as they may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 3 * SLOW:
        pytest.skip(f"needs a process that may open {3 * SLOW} files (ulimit -Hn)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation for all floods."""
    with house(tmp_path_factory.mktemp("flooded") / "house") as made:
        yield made


@pytest.fixture(scope="module")
def service(made: House) -> Service:
    """Its service, which has to bear all of them."""
    service = made.serve()
    service.until_ready()
    return service


async def _send(address: str, bodies: Iterator[bytes], answers: Counter[int]) -> None:
    """Send requests one after another on a connection, until there are no more."""
    reader, writer = await _connected(address)
    for body in bodies:
        writer.write(body)
        head = await reader.readuntil(b"\r\n\r\n")
        answers[int(head.split()[1])] += 1
        await reader.readexactly(int(head.lower().partition(b"content-length:")[2].split()[0]))
    writer.close()


async def _connected(address: str, sender: str = LOOPBACK) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, _, port = address.removeprefix("http://").partition(":")
    return await asyncio.open_connection(host, int(port), local_addr=(sender, 0))


def _report(household: int) -> bytes:
    body = b'{"name": "coco.gg", "kind": "risky"}'
    sender = f"x-forwarded-for: 21.{household >> 8 & 255}.{household & 255}.7\r\n".encode()
    head = b"POST /api/v1/reports HTTP/1.1\r\nhost: vigie\r\ncontent-type: application/json\r\n"
    return head + sender + b"content-length: %d\r\n\r\n" % len(body) + body


def test_of_ten_thousand_reports_what_was_taken_is_kept_and_the_others_are_told_when_to_come_again(
    made: House, service: Service, outcome: Outcome
) -> None:
    before, answers, bodies = counted(made), Counter[int](), map(_report, range(REPORTS))

    async def flood() -> None:
        await asyncio.gather(*(_send(service.address, bodies, answers) for _ in range(16)))

    began = time.monotonic()
    with ThreadPoolExecutor(1) as meanwhile:
        flooding = meanwhile.submit(asyncio.run, flood())
        while not wait([flooding], BREATH).done:
            assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
        flooding.result()
    assert (answers.total(), set(answers) - {503}) == (REPORTS, {202, 429})  # 503: a machine that is busy besides
    took = time.monotonic() - began
    told = f"{answers[202]} taken, {REPORTS - answers[202]} told when to come again, in {took:.0f} s; feed served"
    outcome("10,000 reports in a minute", told, before + answers[202] - counted(made))


def test_five_hundred_curators_at_once_are_all_answered(made: House, service: Service, outcome: Outcome) -> None:
    secrets = _sessions(made)

    async def all_of_them() -> int:
        async with asyncio.timeout(PATIENCE):
            return sum(await asyncio.gather(*(_until_shown(service.address, secret) for secret in secrets)))

    began = time.monotonic()
    with ThreadPoolExecutor(1) as meanwhile:
        asking = meanwhile.submit(asyncio.run, all_of_them())
        while not wait([asking], BREATH).done:
            assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
            assert ask(f"{service.address}/healthz")[0] == 200
        again = asking.result()
    took = time.monotonic() - began
    told = f"the Queue for each of them, the last after {took:.0f} s; {again} were told to come again; feed served"
    outcome(f"{CURATORS} curators at once", told, 0)


async def _until_shown(address: str, secret: str) -> int:
    """Ask for the Queue until it is there; how often a curator had to come again."""
    page = f"GET /desk HTTP/1.1\r\nhost: vigie\r\ncookie: {COOKIE}={secret}\r\n\r\n".encode()
    answers = Counter[int]()
    while not answers[200]:
        await _send(address, iter([page]), answers)
        assert set(answers) <= {200, 503}
    return answers[503]


def _sessions(made: House) -> list[str]:
    now = datetime.now(UTC)
    with made.database() as database, database.write() as session:
        curator = people.get(session, FIRST_CURATOR)
        return [signing_in.begin(session, curator, None, now).secret for _ in range(CURATORS)]


def test_connections_that_say_one_letter_at_a_time_keep_nobody_out(
    made: House, service: Service, outcome: Outcome
) -> None:
    async def slowly() -> int:
        connections = [await _connected(service.address) for _ in range(SLOW)]
        ended = asyncio.gather(*(_letters(*connection) for connection in connections))
        slowest = 0.0
        while not ended.done():
            asked = time.monotonic()
            assert (await asyncio.to_thread(ask, f"{service.address}/feed/{POINTER}"))[0] == 200
            slowest = max(slowest, time.monotonic() - asked)
        await ended
        return round(slowest)

    waited = asyncio.run(slowly())
    told = f"let go after 5 s without a whole head; the feed came after {waited} s at most"
    outcome(f"{SLOW} connections, one letter at a time", told, 0)


async def _letters(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send a head, a letter a second, until the other side has enough of it."""
    for letter in itertools.cycle(b"GET / HTTP/1.1\r\nx: y"):
        try:
            writer.write(bytes([letter]))
            async with asyncio.timeout(1):
                await reader.read()
        except TimeoutError:
            continue
        except OSError:
            pass
        writer.close()
        return


def test_connections_that_say_nonsense_are_refused_and_leave_nothing_behind(
    made: House, service: Service, outcome: Outcome
) -> None:
    answers, before = Counter[str](), resident(worker_of(service))

    async def rounds() -> None:
        for number in range(ROUNDS):
            sender = f"127.0.{1 + number // 250}.{1 + number % 250}"
            said = (NONSENSE[at % len(NONSENSE)] for at in range(A_ROUND))
            answers.update(await asyncio.gather(*(_nonsense(service.address, sender, words) for words in said)))

    asyncio.run(rounds())
    assert set(answers) <= {"400", "408", "414", "431", NO_ANSWER}
    assert answers[NO_ANSWER] < answers.total() / len(NONSENSE)  # who is still talking when it is refused may miss it
    grown = resident(worker_of(service)) - before
    assert grown < GROWTH
    until("connections that are closed", lambda: open_files(worker_of(service)) < A_ROUND)
    assert ask(f"{service.address}/feed/{POINTER}")[0] == 200
    assert report(service.address, 1)[0] in {202, 429}
    told = f"each refused or closed; {max(0, grown) >> 20} MB more, no connection left open"
    outcome(f"{ROUNDS * A_ROUND:,} connections of bad heads", told, 0)


async def _nonsense(address: str, sender: str, words: bytes) -> str:
    """The status that somebody is answered."""
    answer = b""
    with contextlib.suppress(OSError):
        reader, writer = await _connected(address, sender)
        with contextlib.suppress(OSError):
            writer.write(words)
            writer.write_eof()
            answer = await reader.read(100)
        writer.close()
    return answer[9:12].decode()


def open_files(pid: int) -> int:
    """How many descriptors a process holds."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))
