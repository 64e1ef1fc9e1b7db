"""Puts an installation under load for so many minutes, and prints the table: python -m tests.bench.load [MINUTES]"""

import sys

from tests.bench.__main__ import show
from tests.bench.load import MINUTES, PICTURE, under_load

rows, memory = under_load(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES)
show(rows)
print(f"\nMemory over time, in MB; as a picture: {PICTURE}.\n")
show(memory)
