"""A sentence as the wordings see it: folded, with every place where a site is named as one mark."""

import re
from typing import Final

from feeds.intake.lexicon import Lexicon
from feeds.intake.mention import Kind, Mention, folded
from feeds.intake.wording import FIRST_MARK, MARKS

_BEGIN: Final = re.compile(r"[\s«\"“„]*")
_STRANGE: Final = re.compile(f"[{MARKS}]")


class Masked:
    """A folded sentence, `plain`, in which every mention is one mark, with the way back to the text's offsets.

    `offsets[at]` is the offset in the text of `plain[at]`; `mentions` are those of the sentence, none overlapping, in
    order.
    """

    def __init__(self, text: str, span: tuple[int, int], mentions: list[Mention]) -> None:
        self.text, self.mentions = text, mentions
        pieces: list[str] = []
        self.offsets: list[int] = []
        at = span[0] + len(_BEGIN.match(text, *span)[0])  # type: ignore[index]  # it matches nothing as well
        for number, mention in enumerate(mentions):
            pieces += [_STRANGE.sub(" ", folded(text[at : mention.start])), chr(FIRST_MARK + number)]
            self.offsets += [*range(at, mention.start), mention.start]
            at = mention.end
        pieces.append(_STRANGE.sub(" ", folded(text[at : span[1]])))
        self.offsets += [*range(at, span[1]), span[1]]
        self.plain = "".join(pieces)

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text that stands behind `plain[start:end]`."""
        last = self.place(end - 1)
        return self.offsets[start], last.end if isinstance(last, Mention) else self.offsets[end - 1] + 1

    def listed_with(self, mention: Mention, words: Lexicon) -> list[Mention]:
        """Return the names of the list that this one stands in, itself included."""
        at = first = last = self.mentions.index(mention)
        while first > 0 and self._listed(first - 1, words):
            first -= 1
        while last + 1 < len(self.mentions) and self._listed(last, words):
            last += 1
        names = [each for each in self.mentions[first : last + 1] if each.kind is Kind.NAME]
        return names if self.mentions[at] in names else [mention]

    def _listed(self, number: int, words: Lexicon) -> bool:
        one, other = self.mentions[number], self.mentions[number + 1]
        between = folded(self.text[one.end : other.start])
        joint = between.strip(' ,\n\u00a0\u202f"«»“”„-–*•')
        return (not joint and ("," in between or "\n" in between)) or bool(
            joint and words.words["site.and"].fullmatch(joint)
        )

    def place(self, at: int) -> Mention | int:
        """Return the mention that stands at `plain[at]`, or the offset in the text where other words do."""
        number = ord(self.plain[at]) - FIRST_MARK
        return self.mentions[number] if 0 <= number < len(self.mentions) else self.offsets[at]

    def named(self, match: re.Match[str], group: str) -> Mention | int:
        """Return the mention that a group of a match in `plain` is, begins with or ends in ("two domains, a.com").

        Else the offset in the text where its words begin.
        """
        if match.start(group) == match.end(group):
            return self.offsets[match.start(group)]
        last = self.place(match.end(group) - 1)
        return last if isinstance(last, Mention) else self.place(match.start(group))
