"""What lives for months keeps no memory that its threads have freed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from api import own_memory

THREADS: Final = 8
HELD_BY_EACH: Final = 12_000_000
FREED: Final = THREADS * HELD_BY_EACH
# A command that ends at once for want of an installation has set up its process. Then a large block is freed, and
# threads that all hold something at the same time have a heap each.
AFTER_A_COMMAND: Final = f"""
import sys, threading
from api import own_memory
from api.cli.main import main

sys.argv = ["vigie", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
large = bytearray(30_000_000)
del large
together = threading.Barrier({THREADS})

def turn():
    held = [bytearray(b"x") * 60_000 for _ in range({HELD_BY_EACH} // 60_000)]
    together.wait()
    del held

before = own_memory.resident()
threads = [threading.Thread(target=turn) for _ in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(own_memory.resident() - before)
"""


@pytest.mark.skipif(not own_memory.resident(), reason="The system does not say how much memory a process holds.")
@pytest.mark.parametrize("command", [("serve",), ("watch", "--once")], ids=lambda words: words[0])
def test_what_threads_freed_is_given_back(command: tuple[str, ...], tmp_path: Path) -> None:
    environment = {**os.environ, "VIGIE_DATA_DIR": str(tmp_path)}
    asked = [sys.executable, "-c", AFTER_A_COMMAND, *command]
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
    assert int(done.stdout.splitlines()[-1]) < FREED / 2, done.stderr
