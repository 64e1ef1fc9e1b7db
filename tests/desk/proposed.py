"""A Proposal that curators talk over in tests: what newspapers say, with a hostile text in every field."""

from datetime import UTC, datetime

from api.database import Database
from api.desk import signing_in
from api.desk.curator import COOKIE
from feeds.review import comments, people, proposals
from feeds.review.evidence import keeping
from feeds.review.evidence.passages import SourceText
from feeds.review.roles import Role
from tests.conftest import NOON
from tests.desk.curators import Curator, Desk
from tests.review.proposing import EVIDENCE, LIST_COCO, approve, operations, propose, someone

HOSTILE = "<script>alert(1)</script>"
TEXT = "Le parquet écrit que coco.gg est devenu cocochat.chat cette semaine, et que personne n’y contrôle d’âge. " * 4
QUOTE = "coco.gg est devenu cocochat.chat"
NEWS: dict[str, object] = {
    **EVIDENCE, "key": "paper-2", "title": f"Coco is back {HOSTILE}", "language": "fr", "quote": QUOTE,
    "url": "https://news.example.com/2", "digest": "a" * 64,
}  # fmt: skip
ECHO: dict[str, object] = {**NEWS, "key": "paper-3", "publisher": "An echo", "digest": "b" * 64}
NEW_NAME: dict[str, object] = {
    "op": "add_name", "site": "coco", "name": "cocochat.chat", "status": "active", "note": HOSTILE,
    "evidence": ["paper-2", "paper-3"],
}  # fmt: skip
MOVED: dict[str, object] = {
    "op": "set_name_status",
    "name": "coco.gg",
    "status": "redirecting",
    "evidence": ["paper-2"],
}
BACK: dict[str, object] = {
    "op": "add_event", "site": "coco", "kind": "reopened", "date": "2026-11-20",
    "text": {"en": f"Back {HOSTILE}", "fr": "De retour"}, "evidence": ["paper-3"],
}  # fmt: skip


def news(database: Database) -> int:
    """A Proposal by ada on a registry with Coco: two sources, one the copy of the other, and three changes."""
    with database.write() as session:
        approve(session, propose(session, *LIST_COCO))
        made = proposals.propose(
            session, author=someone(session, "ada"), title=f"Coco is back {HOSTILE}", reason=f"Two say so. {HOSTILE}",
            operations=operations(NEWS, ECHO, NEW_NAME, MOVED, BACK), at=NOON, private_note=f"Ask again. {HOSTILE}",
        )  # fmt: skip
        for source in (NEWS, ECHO):
            read = SourceText(TEXT, str(source["digest"]), "fr")
            keeping.keep(session, str(source["key"]), keeping.with_quotes(read, QUOTE), NOON)
        comments.add(session, made, by=someone(session, "mary"), text=f"Who owns it? {HOSTILE}", at=NOON)
        return made.id


def signed_in(desk: Desk, handle: str, role: Role = Role.REVIEWER) -> Curator:
    """Somebody whose session has begun, without the passkey that tests of signing in are about."""
    with desk.database.write() as session:
        person = people.find(session, handle) or people.add(session, handle, role=role)
        begun = signing_in.begin(session, person, None, datetime.now(UTC))
    curator = Curator(handle, desk.browser())
    curator.browser.cookies.set(COOKIE, begun.secret)
    curator.token = begun.form_token
    return curator
