"""What this process is called in the claims that it makes, so that an operator finds whose they are."""

import os
import platform
import secrets
from typing import Final

NAME: Final = f"{platform.node()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
"""Machine, process, and a lot: a process that starts later may get the same number."""
