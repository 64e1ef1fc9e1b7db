"""The `vigie` command. One file a command or a group of them; errors are one sentence on stderr."""

from api.cli.main import main

__all__ = ["main"]
