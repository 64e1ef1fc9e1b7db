"""SIGTERM in the middle of everything: what was answered is kept, and nobody waits for long."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.browser.waiting import until
from tests.chaos.conftest import Outcome
from tests.chaos.processes import House, house
from tests.chaos.traffic import approve_name, counted, read, report, until_out

DRAINED: Final = 10.0
"""In how many seconds a service has to end."""
BUSY: Final = 5.0
"""What a machine that runs other tests too may add to that."""
FAMILIES: Final = 6


@pytest.fixture
def made(tmp_path: Path) -> Iterator[House]:
    """An installation of its own."""
    with house(tmp_path / "house") as made:
        yield made


def test_a_service_that_is_stopped_in_the_middle_of_everything_ends_soon_and_loses_nothing(
    made: House, outcome: Outcome
) -> None:
    service, watch = made.serve(), made.watch()
    service.until_ready()
    watch.until_said("candidates")
    answers, stopped = Counter[int](), threading.Event()

    def family(number: int) -> None:
        while not stopped.is_set():
            number += FAMILIES
            status = report(service.address, number)[0]
            answers[status] += 1
            stopped.wait(0 if status else 0.2)  # whoever gets no answer waits a little

    with ThreadPoolExecutor(FAMILIES) as families, _unfinished(service.address):
        for number in range(FAMILIES):
            families.submit(family, number)
        until("reports", lambda: answers[202] > 50)
        approve_name(made, "coco-later.chat")
        took = service.stop(DRAINED + BUSY)
        stopped.set()
    watch_took = watch.stop(DRAINED + BUSY)
    assert (service.code, watch.code) == (0, 0)
    read(made)
    lost = max(0, answers[202] - counted(made))
    made.serve("again").until_ready()
    until_out(made, "coco-later.chat")
    told = (
        f"the service ends in {took:.1f} s, the Watch in {watch_took:.1f} s; {answers[202]} reports answered, all kept"
    )
    outcome("SIGTERM during everything", told, lost)


@contextmanager
def _unfinished(address: str) -> Iterator[None]:
    """A report that never comes whole: its sender would keep a server busy that waits for everybody."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as connection:
        head = b"POST /api/v1/reports HTTP/1.1\r\nhost: vigie\r\ncontent-type: application/json\r\n"
        connection.sendall(head + b"content-length: 1000\r\n\r\n{")
        yield
