"""The operations of a Proposal, from a file of JSON."""

import sys
from pathlib import Path

import typer
from pydantic import ValidationError

from feeds.review.operations import OPERATIONS, Operation


def read_operations(file: Path) -> list[Operation]:
    """What a JSON list in a file says, or in standard input (`-`). Raises `typer.BadParameter`."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return OPERATIONS.validate_json(data)
    except OSError as reason:
        raise typer.BadParameter(f"{file} cannot be read: {reason.strerror}.") from None
    except ValidationError as failure:
        problems = failure.errors(include_url=False, include_context=False, include_input=False)
        raise typer.BadParameter(
            "; ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in problems[:5])
        ) from None
