"""Tells what the Watch finds, in a terminal: the day, the finding with its evidence, the lineage as lines over time."""

import os
import sys
import textwrap
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from api.desk.comparing import for_and_against
from api.desk.lineage import Lineage, words
from api.jobs.watch import Outcome
from api.language import texts
from api.written_dates import in_words
from feeds.registry.lineage_picture import NameLine, Tie
from feeds.registry.words import LinkKind, Status
from feeds.review.operations import AddEvidence, Operation
from feeds.review.tables import Proposal
from feeds.watch.tables import Finding
from feeds.watch.verdicts import Evidence, Verdict
from feeds.watch.verdicts.wording import sentence
from tests.internet.world import Happening, World

_SAID: Final = texts("en")
_WIDTH: Final = 100
_AXIS: Final = 44
_BOLD, _QUIET, _GOOD, _BAD, _HERE = "1", "2", "32", "31", "36"
_GONE: Final = frozenset({Status.CLOSED, Status.CLOSED_BY_AUTHORITY, Status.PARKED, Status.UNREACHABLE})


class Teller:
    """Prints to standard output, in colours when that is a terminal and `NO_COLOR` is unset."""

    def __init__(self) -> None:
        self._colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    def story(self, world: World) -> None:
        """What is about to be played."""
        print(f"\n{self._in(_BOLD, world.title)}\n")
        print(_wrapped(f"{world.story.strip()} Everything below happens on this machine.", "  "))
        print(f"\n  Two curators, ada and grace, list {self._in(_BOLD, 'coco.fr')}. From then on the Watch looks.")

    def day(self, number: int, on: date, world: World, outcome: Outcome) -> None:
        """A day, what happens on it in the world, and what the Watch did."""
        print(f"\n{self._in(_BOLD, f'Day {number}')}  {in_words(on.isoformat(), 'en')}")
        for each in (each for each in world.happens if each.day == number):
            print(f"  {self._in(_HERE, '●')} {_event(each, world)}")
        found = f"found {outcome.findings}" if outcome.findings else "found nothing new"
        print(self._in(_QUIET, f"    the Watch did {outcome.done} things that were due, and {found}"))

    def proposal(self, proposal: Proposal, found: Finding, verdict: Verdict, changes: Sequence[Operation]) -> None:
        """A Proposal as its reviewer meets it: the finding, the pieces, the changes."""
        headline = _SAID[f"finding_{found.kind}"].format(old=found.old, new=found.new)
        print(f"\n  ┌─ {self._in(_BOLD, headline)}   {verdict.verdict} {verdict.score:.2f}")
        speaks_for, speaks_against = for_and_against(found, verdict)
        self._pieces(_SAID["why_so"], speaks_for, _GOOD)
        self._pieces(_SAID["speaks_against"], speaks_against, _BAD)
        print(f"  │\n  │  Proposal {proposal.id} by the Watch, “{proposal.title}”")
        for change in changes:
            if not isinstance(change, AddEvidence):
                print(f"  │    {self._in(_GOOD, '+')} {_change(change)}")

    def decision(self, curator: str, reason: str) -> None:
        """What a curator made of it."""
        print(f"  └─ {self._in(_GOOD, '✔')} {curator} approves: “{reason}”")

    def lineage(self, lineage: Lineage, heading: str, margin: str = "  │  ") -> None:
        """Each name on a line of its own over time, with what ties it to an older one."""
        said, place = words("en"), _placed(lineage)
        longest = max(len(name.hostname) for name in lineage.names)
        print(f"{margin}\n{margin}{heading}".replace("  \n", "\n"))
        for name in lineage.names:
            ties = [tie for tie in lineage.ties if tie.new == name.hostname]
            line = _line(name, ties, lineage.ties, place)
            colour = _BAD if name.status in _GONE else _HERE
            print(f"{margin}  {self._in(_BOLD, name.hostname.ljust(longest))}  {self._in(colour, line.rstrip())}")
            for told in (" · ".join(said.name(name)), *(said.tie(tie) for tie in ties)):
                print(f"{margin}  {' ' * longest}  {self._in(_QUIET, told)}")

    def pictures(self, taken: Sequence[Path], folder: Path) -> None:
        """Where to look on."""
        if not taken:
            print("\n  The pages of the Desk were not photographed: that needs Chromium (apt-get install chromium).\n")
            return
        print(f"\n  The same on the Desk, in {folder}:")
        for path in taken:
            print(f"    {self._in(_HERE, path.name)}")
        print()

    def _pieces(self, heading: str, pieces: Sequence[Evidence], colour: str) -> None:
        if pieces:
            print(f"  │\n  │  {heading}")
        for each in pieces:
            bar = ("▮" * round(each.weight * 10)).ljust(10, "▯")
            first, *more = textwrap.wrap(sentence(each), _WIDTH - 28)
            print(f"  │    {self._in(colour, bar)}  {first}")
            for line in more:
                print(f"  │    {'':<10}  {line}")
            family = _SAID[f"family_{each.family}"]
            print(f"  │    {'':<10}  {self._in(_QUIET, f'{family} · {_SAID[_strength(each)]}')}")

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colours else text


def _strength(each: Evidence) -> str:
    return f"strength_{each.strength}"


def _event(happening: Happening, world: World) -> str:
    name = happening.name
    if happening.dns == "NXDOMAIN":
        return f"{name} is gone from the DNS"
    if happening.redirects:
        return f"{name} sends its visitors to {happening.redirects}"
    locks = ", under locks of its registry" if happening.locks else ""
    title = world.site[happening.shows].title if happening.shows else ""
    return f"{name} shows “{title}”{locks}"


def _change(change: Operation) -> str:
    fields = change.model_dump(mode="json", exclude={"op", "evidence"}, exclude_none=True)
    said = ", ".join(f"{key} {value}" for key, value in fields.items() if value)
    return f"{change.op.replace('_', ' ')}: {said}"


def _placed(lineage: Lineage) -> dict[str, int]:
    """The column of each date that is known."""
    said = {tie.date for tie in lineage.ties} | {
        date for name in lineage.names for date in (name.used_from, name.used_to)
    }
    days = {text: date.fromisoformat(f"{text}-01-01"[:10]).toordinal() for text in said if text}
    first, last = min(days.values(), default=0), max(days.values(), default=1)
    return {text: round((_AXIS - 14) * (day - first) / max(last - first, 1)) + 8 for text, day in days.items()}


def _line(name: NameLine, ties: Sequence[Tie], every: Sequence[Tie], place: dict[str, int]) -> str:
    begins = name.used_from or next((tie.date for tie in ties if tie.date), None)
    left = place[begins] if begins else 0
    later = [tie.date for tie in every if tie.old == name.hostname and tie.date] if name.status in _GONE else []
    ends = name.used_to or max(later, default=None)
    right = max(place[ends] if ends else _AXIS, left + 1)
    arrow = ("┄▷" if ties[0].kind in (LinkKind.CLONE_OF, LinkKind.REPORTED_SUCCESSOR) else "└▶") if ties else ""
    bar = ("┅" if name.proposed else "━") * (right - left) + ("╳" if name.status in _GONE else "")
    return f"{' ' * (left - len(arrow))}{arrow}{bar}".ljust(_AXIS)


def _wrapped(text: str, margin: str) -> str:
    return textwrap.fill(" ".join(text.split()), _WIDTH, initial_indent=margin, subsequent_indent=margin)
