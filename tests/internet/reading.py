"""From a world file to a `World`, or to one sentence that says what is wrong with it and where."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tests.internet.world import Happening, World

WORLDS: Final = Path(__file__).with_name("worlds")
_BELONG_TO_ONE: Final = ("seed", "design")


class WorldError(ValueError):
    """A world file cannot be used. `str()` names the file, the key and the value."""


def read(path: Path) -> World:
    """Read a world file. Raises `WorldError` with a line for each thing that is wrong."""
    try:
        world = World.model_validate(_with_likenesses(tomllib.loads(path.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        raise WorldError(f"{path}: there is no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorldError(f"{path}: this is not TOML: {error}") from None
    except _Wrong as error:
        raise WorldError(f"{path}: {error}") from None
    except ValidationError as error:
        problems = error.errors()
        lines = [_sentence(path, p["loc"], p["msg"], p["input"]) for p in problems if not _follows(p["loc"], problems)]
        raise WorldError("\n".join(lines)) from None
    _speaks_of_what_is_there(path, world)
    return world


def find(name: str) -> Path:
    """The file of a world that is named by its file's stem, or by a path."""
    return Path(name) if name.endswith(".toml") else WORLDS / f"{name}.toml"


def every_world() -> dict[str, World]:
    """Every world of the house by its file's stem, in alphabetical order."""
    return {path.stem: read(path) for path in sorted(WORLDS.glob("*.toml"))}


class _Wrong(ValueError):
    """What is wrong, before the file's name is put in front of it."""


def _with_likenesses(tables: dict[str, Any]) -> dict[str, Any]:
    """Fill a Site that is `like` another with the other's keys; text and design of any other are its own."""
    sites = tables.get("site", {})
    if not isinstance(sites, dict) or not all(isinstance(site, dict) for site in sites.values()):
        return tables
    return {**tables, "site": {key: _whole(sites, key, ()) for key in sites}}


def _whole(sites: dict[str, dict[str, Any]], key: str, above: tuple[str, ...]) -> dict[str, Any]:
    own = dict(sites[key])
    model = own.pop("like", None)
    if model is None:
        return {**dict.fromkeys(_BELONG_TO_ONE, key), **own}
    if model not in sites or model in (*above, key):
        raise _Wrong(f"site.{key}.like: there is no site {model!r} that it could be like")
    return {**_whole(sites, model, (*above, key)), **own}


def _follows(place: tuple[int | str, ...], problems: Iterable[ErrorDetails]) -> bool:
    """Whether something is wrong only because something inside it is, as a list that lost its one wrong member."""
    return any(other["loc"][: len(place)] == place != other["loc"] for other in problems)


def _sentence(path: Path, place: Iterable[int | str], message: str, value: object) -> str:
    # Lists are counted from 1, as people count the tables of a file.
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in place) or "the file"
    shown = repr(value)
    return f"{path}: {key}: {message.removeprefix('Value error, ')} (it is {shown[:80]})"


def _speaks_of_what_is_there(path: Path, world: World) -> None:
    first: dict[str, int] = {}
    for number, happening in enumerate(world.happens, 1):
        place = f"{path}: happens.{number}"
        for key, site in _sites_of(happening):
            if site not in world.site:
                raise WorldError(f"{place}.{key}: there is no site {site!r}; there are {', '.join(world.site)}")
        if happening.name not in first and happening.host is None and happening.alias is None:
            raise WorldError(f"{place}.host: {happening.name!r} is new, and nothing says where it lives")
        if happening.day < first.setdefault(happening.name, happening.day):
            raise WorldError(f"{place}.day: day {happening.day} stands after day {first[happening.name]}")
        first[happening.name] = happening.day
    for number, expectation in enumerate(world.expect, 1):
        if expectation.old not in first:
            raise WorldError(f"{path}: expect.{number}.old: nothing ever happens to {expectation.old!r}")


def _sites_of(happening: Happening) -> list[tuple[str, str]]:
    shown = [("shows", happening.shows)] if happening.shows is not None else []
    return [*shown, *((f"agents.{agent}", site) for agent, site in (happening.agents or {}).items())]
