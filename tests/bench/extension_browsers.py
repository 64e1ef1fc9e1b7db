"""The browsers that the extension is measured in, and the processes that each is made of."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, get_args

from playwright.sync_api import Playwright

from tests.browser import chromium, firefox
from tests.browser.chromium_tab import ChromiumTab
from tests.browser.driving import Browser, BrowserName, Tab
from tests.browser.sites import Sites

BROWSERS: Final[tuple[BrowserName, ...]] = get_args(BrowserName)
INSTALLED: Final = chromium.CHROMIUM.exists() and firefox.FIREFOX.exists()


@contextmanager
def with_extension(
    name: BrowserName, playwright: Playwright, sites: Sites, profile: Path, extensions: Path
) -> Iterator[Browser]:
    """A browser with the extension, on a new profile, when it protects."""
    profile.mkdir()
    if name == "firefox":
        with firefox.running(profile=profile, extension=extensions / "firefox", sites=sites) as browser:
            yield browser
    else:
        extension = extensions / "chrome"
        with chromium.running(playwright, profile=profile, extension=extension, sites=sites) as chrome:
            yield chrome


@contextmanager
def bare(name: BrowserName, playwright: Playwright, sites: Sites, profile: Path) -> Iterator[Callable[[], Tab]]:
    """The same browser without the extension; gives what opens a tab."""
    profile.mkdir()
    if name == "firefox":
        with firefox.bare(profile=profile, sites=sites) as plain:
            yield plain.open
    else:
        with chromium.bare(playwright, profile=profile, sites=sites) as context:
            yield lambda: ChromiumTab(context.new_page())


def memory(profile: Path) -> float:
    """Memory of the process that the extension has to itself, in MB.

    Proportional set size (https://docs.kernel.org/filesystems/proc.html): what processes share counts once.
    """
    return sum(_proportional(pid) for pid in _processes(profile) if _is_extension(pid))


def processor(profile: Path) -> float:
    """Seconds of the processor that all processes of the browser on a profile have used so far."""
    return sum(sum(map(int, _stat(pid)[11:13])) for pid in _processes(profile)) / os.sysconf("SC_CLK_TCK")


def _processes(profile: Path) -> set[int]:
    stats = {int(process.name): _stat(int(process.name)) for process in Path("/proc").glob("[0-9]*")}
    ours = {pid for pid in stats if str(profile) in _read(pid, "cmdline")}
    while more := {pid for pid, stat in stats.items() if stat and int(stat[1]) in ours} - ours:
        ours |= more
    return ours


def _is_extension(pid: int) -> bool:
    return "--extension-process" in _read(pid, "cmdline") or _read(pid, "comm").strip() == "WebExtensions"


def _stat(pid: int) -> list[str]:
    """The fields after the name: state, parent, …"""
    return _read(pid, "stat").rpartition(")")[2].split()


def _proportional(pid: int) -> float:
    lines = dict(line.split(":", 1) for line in _read(pid, "smaps_rollup").splitlines()[1:])
    return int(lines["Pss"].split()[0]) / 1024 if lines else 0.0


def _read(pid: int, file: str) -> str:
    try:
        return Path(f"/proc/{pid}/{file}").read_text(errors="replace")
    except OSError:  # the process ended meanwhile
        return ""
