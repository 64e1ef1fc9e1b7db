"""Root keys come to be with the people who keep them: at a terminal, on media of their own."""

import json
import os
import pty
import shutil
from pathlib import Path
from typing import Final

from feeds.release import keys
from tests.browser import installation
from tests.browser.installation import VIGIE, Installation, free_port

KEY_FILES: Final = [f"{name}.pem" for name in keys.ROOT_KEYS]


def test_init_asks_nothing_and_takes_the_passphrase_from_a_file(tmp_path: Path) -> None:
    phrase = tmp_path / "phrase"
    phrase.write_text("a phrase from a file\n")
    said = Installation(tmp_path, free_port()).vigie("init", "--root-passphrase-file", str(phrase))
    root_keys = tmp_path / "data" / "root-keys"
    assert "passphrase" not in said
    assert sorted(file.name for file in root_keys.iterdir()) == KEY_FILES
    assert len(keys.found_in(root_keys, lambda _key: b"a phrase from a file")) == 3


def test_a_ceremony_at_a_terminal_gives_each_medium_a_key_and_a_passphrase_of_its_own(tmp_path: Path) -> None:
    media = _media(tmp_path)
    answers = [f"the long passphrase of {keeper}" for keeper in media for _ in ("typed", "typed again")]
    said = _at_a_terminal(tmp_path / "data", ["keys", "init", *_root_keys(*media)], answers)
    assert not [answer for answer in answers if answer in said]
    assert _files(media) == KEY_FILES
    assert (tmp_path / "data" / "feed" / "1.root.json").exists()
    assert not (tmp_path / "data" / "root-keys").exists()


def test_keys_that_were_made_to_try_vigie_move_to_media_of_their_own(tmp_path: Path) -> None:
    trial, media = installation.found(tmp_path), _media(tmp_path)
    before, made = _key_ids(trial), tmp_path / "data" / "root-keys"
    for number, medium in enumerate(media):
        places = _root_keys(made, *media[:number])
        answers = [f"the long passphrase of {keeper}" for keeper in media[: number + 1]]
        command = ["keys", "rotate", keys.ROOT_KEYS[number], *places, "--into", str(medium)]
        _at_a_terminal(tmp_path / "data", command, [*answers, answers[-1]])
    shutil.rmtree(made)
    after = _key_ids(trial)
    assert tuple(role for role in before if before[role] != after[role]) == keys.ROOT_KEYS
    assert _files(media) == KEY_FILES
    assert "Release 1 " in trial.vigie("verify", str(trial.feed))


def _media(folder: Path) -> list[Path]:
    return [folder / keeper for keeper in ("one", "two", "three")]


def _root_keys(*places: Path) -> list[str]:
    return [word for place in places for word in ("--root-keys", str(place))]


def _files(folders: list[Path]) -> list[str]:
    return [file.name for folder in folders for file in folder.iterdir()]


def _key_ids(installed: Installation) -> dict[str, str]:
    return {key["role"]: key["key_id"] for key in json.loads(installed.vigie("keys", "list", "--json"))["keys"]}


def _at_a_terminal(data: Path, words: list[str], answers: list[str]) -> str:
    """Run the command at a terminal, answer each question when it stands there, and return what was on the screen."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(VIGIE, ["vigie", *words], os.environ | {"VIGIE_DATA_DIR": str(data)})
    screen, left = "", iter(answers)
    while True:
        try:
            screen += os.read(terminal, 4096).decode()
        except OSError:  # the command has ended
            break
        if screen.endswith(": "):
            os.write(terminal, f"{next(left)}\n".encode())
    os.close(terminal)
    assert os.waitpid(child, 0)[1] == 0, screen
    return screen
