"""Serves one world, so that a person can look at it.

usage: python -m tests.internet WORLD [--day N]

WORLD is a file, or its name in `worlds/` without the ending. Prints the settings with which `vigie probe`, `vigie
compare` and every other process of Vigie's live in that world, and serves until it is interrupted.
"""

import argparse
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from tests.internet.reading import WorldError, find, read
from tests.internet.running import Internet, running
from tests.internet.standing import Standing, standings


def main() -> None:
    """Serve; exits with the reason when there is no such world or something is wrong with it."""
    arguments = _arguments()
    try:
        world = read(find(arguments.world))
    except WorldError as error:
        sys.exit(str(error))
    with tempfile.TemporaryDirectory() as folder, running(world, Path(folder)) as internet:
        internet.on(arguments.day or world.days[-1])
        print(described(internet), flush=True)
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


def described(internet: Internet) -> str:
    """What a person wants to know of a world on its day: the story, the names, what to expect, the settings."""
    world = internet.world
    lines = [f"{world.title} ({world.kind})", world.story.strip(), "", f"Day {internet.day} of {list(world.days)}:"]
    lines += [f"  {name:<28} {_does(standing)}" for name, standing in standings(world, internet.day).items()]
    lines += ["", "Expected:"]
    for expected in world.expect:
        lines.append(f"  day {expected.day}: {expected.old} {expected.new} is {' or '.join(expected.verdict)}")
    lines += ["", "In another terminal:"]
    lines += [f"  export {key}={value}" for key, value in internet.environment.items()]
    return "\n".join(lines)


def _does(standing: Standing) -> str:
    if standing.dns != "answers":
        return standing.dns
    if standing.alias:
        return f"is {standing.alias}"
    if standing.redirects:
        return f"redirects to {standing.redirects} ({standing.by or 301})"
    return f"fails: {standing.fails}" if standing.fails else f"shows {standing.shows or 'nothing'}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.internet", description="Serve one world of the small internet."
    )
    parser.add_argument("world", help="a world file, or its name in worlds/ without the ending")
    parser.add_argument("--day", type=int, help="the day it is (default: the last on which something happens)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
