"""A reply from its Dispute to the dossier and the feed; and a removal, after which the feed has the name no more."""

import re

from sqlmodel import Session
from starlette.testclient import TestClient

from api.database import Database
from api.jobs import release
from api.settings import Settings
from feeds.release import checking
from feeds.release.contents import SAID as SAID_FILES
from feeds.release.folder import FeedFolder, target_path
from feeds.review import people
from feeds.review.disputes import replying
from feeds.review.disputes.states import Act
from feeds.review.disputes.tables import Dispute
from tests.api.moments import now
from tests.disputes.disputing import REMOVAL, REPLY, act, opened, proved
from tests.public.test_site import linked
from tests.review.proposing import approve

WORDS = "Nous demandons l’âge <b>depuis mai</b>.\nNos règles le disent."
SAID = REPLY | {"words": WORDS, "language": "fr"}


def _uphold(session: Session, dispute: Dispute) -> None:
    """Uphold a Dispute, and have a second person approve what follows."""
    act(session, dispute, Act.UPHOLD, at=now())
    proposal = replying.draft(session, dispute, by=people.get(session, "ada"), reason="They showed it.", at=now())
    approve(session, proposal)


def _names_out(settings: Settings) -> set[str]:
    folder = FeedFolder(settings.feed_dir)
    out = folder.out()
    assert out is not None
    targets = out.targets.targets
    said = {part: folder.read(target_path(part, targets[part].hashes["sha256"])) for part in SAID_FILES}
    return {listed.name for listed in checking.values(said).names}


def test_a_reply_is_read_in_the_dossier_in_the_api_and_in_the_feed(
    client: TestClient, founded: Database, settings: Settings
) -> None:
    before = client.get("/sites/coco").text
    assert 'id="replies"' not in before
    assert 'href="/dispute?site=coco"' in before
    with founded.write() as session:
        _uphold(session, proved(session, SAID, now()))
    assert release.run(founded, settings, now()).changed
    day = now().date().isoformat()
    said = client.get("/api/v1/sites/coco").json()["site"]["replies"]
    assert said == [{"name": "coco.gg", "date": day, "language": "fr", "text": WORDS}]
    html = client.get("/sites/coco").text
    (shown,) = re.findall(r'<blockquote class="as-written" lang="fr" dir="auto">(.*?)</blockquote>', html, re.DOTALL)
    assert shown == WORDS.replace("<", "&lt;").replace(">", "&gt;")
    assert ">coco.gg</bdi> says:" in html
    assert linked(html).keys() == linked(before).keys()
    assert WORDS not in str(linked(html))


def test_after_an_upheld_removal_the_feed_has_the_name_no_more_and_its_page_says_why(
    client: TestClient, founded: Database, settings: Settings
) -> None:
    assert "omegle.com" in _names_out(settings)
    with founded.write() as session:
        _uphold(session, opened(session, REMOVAL | {"name": "omegle.com"}, now()))
    assert release.run(founded, settings, now()).changed
    assert "omegle.com" not in _names_out(settings)
    gone = client.get("/sites/omegle")
    assert gone.status_code == 410
    assert "They showed it." in gone.text
