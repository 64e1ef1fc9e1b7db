"""Drafts of what short texts say, for tests of what is drafted and of how it is kept."""

from sqlmodel import Session

from feeds.intake import proposing
from feeds.intake.draft import Draft
from tests.intake.reading_of import reading_of

RENAME = "Le site de discussion coco.gg est devenu cocochat.chat. Les utilisateurs ont été prévenus par un message."
SEIZURE = (
    "La justice française a fermé le site coco.gg le mardi 25 juin 2024. La gendarmerie a saisi les serveurs du site."
)


def draft(session: Session, text: str) -> Draft:
    """What a text calls for, read on a day in November 2026."""
    return proposing.draft(session, reading_of(text, "article.txt"))
