"""`/dispute`: whoever is named by the list asks for a correction, a removal, or to have their reply shown.

The form comes from this page or not at all (`Sec-Fetch-Site`, as for `/report`). A field that people do not see has to
stay empty. Nothing is stored but what the page says.
"""

import re
from typing import Annotated, Any, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError

from api import bodies, disputes
from api.language import LANGUAGES, choose
from api.public import figures
from api.public.directory import directory_of
from api.public.pages import public_page
from api.reports import sentence
from api.senders import TooMany
from feeds.hostnames.hostname import LONGEST_TEXT
from feeds.review.disputes import words
from feeds.review.disputes.asking import Asked
from feeds.review.disputes.opening import NotListed, Opened, new_secret
from feeds.review.disputes.states import Wish
from feeds.review.operations import Slug

LONGEST_FORM: Final = 65_536  # bytes
FIELDS: Final = ("name", "asks", "words", "language", "address")
UNSEEN: Final = "website"
KEY: Final = "key"
"""The field with the secret of a Dispute that is to be opened with a proof."""
_A_KEY: Final = re.compile(r"[A-Za-z0-9_-]{32}")
WRITTEN_IN: Final = {
    "fr": "Français",
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "tr": "Türkçe",
    "uk": "Українська",
}
"""The languages that the form offers, as they call themselves."""

router = APIRouter(prefix="/dispute", include_in_schema=False)


@router.get("")
def show(
    request: Request,
    site: Annotated[Slug | None, Query()] = None,
    name: Annotated[str, Query(max_length=LONGEST_TEXT)] = "",
    asks: Wish | None = None,
) -> Response:
    """The form, with what a link to it says; of a Site, with its names to choose from."""
    language = choose(request.query_params.get("lang"), request.headers.get("accept-language"))
    typed = {"name": name, "asks": asks or "", "words": "", "language": language, "address": ""}
    return _page(request, typed, names=_names_of(request, site))


@router.post("")
async def send(request: Request) -> Response:
    """Open a Dispute, and lead to its private page."""
    check_is_ours(request)
    body = await bodies.read(request, LONGEST_FORM, too_long="What this form takes is shorter than that.")
    sent = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    typed = {field: sent.get(field, [""])[0] for field in FIELDS}
    if any(sent.get(UNSEEN, [])):
        return _page(request, typed, problems={UNSEEN: "Please leave this field empty."}, status=422)
    try:
        asked = Asked.model_validate(typed)
        opened = await _opened(request, asked, sent.get(KEY, [""])[0])
    except ValidationError as failure:
        said = {str(error["loc"][0]): sentence(error) for error in failure.errors(include_input=False)}
        return _page(request, typed, problems=said, status=422)
    except NotListed:
        return _page(request, typed, unlisted=asked.hostname.unicode, status=422)
    except NeedsProof as refusal:
        return await run_in_threadpool(_ask_for_proof, request, asked, typed, refusal)
    chosen = request.query_params.get("lang")
    return RedirectResponse(f"/dispute/{opened.secret}{f'?lang={chosen}' if chosen in LANGUAGES else ''}", 303)


class NeedsProof(RuntimeError):
    """Too many came from a network for one more without proof. `looked`: for this secret, it was not found."""

    def __init__(self, wait: int, secret: str, *, looked: bool) -> None:
        super().__init__()
        self.wait, self.secret, self.looked = wait, secret, looked


async def _opened(request: Request, asked: Asked, key: str) -> Opened:
    """A new Dispute. Whoever has the secret of an earlier answer is asked for what they published for it, first."""
    secret = key if _A_KEY.fullmatch(key) else ""
    try:
        shown = await disputes.look(request, asked, secret) if secret else None
        return await run_in_threadpool(disputes.open_one, request, asked, secret or None, shown)
    except TooMany as refusal:
        raise NeedsProof(refusal.wait, secret or new_secret(), looked=bool(secret)) from None


def _ask_for_proof(request: Request, asked: Asked, typed: dict[str, Any], refusal: NeedsProof) -> Response:
    place = disputes.place_for(request, asked, refusal.secret)
    made = _page(request, typed, proof={"place": place, "key": refusal.secret, "looked": refusal.looked}, status=429)
    made.headers["Retry-After"] = str(refusal.wait)
    return made


def check_is_ours(request: Request) -> None:
    """Refuse, with 403, a form that another page than ours sent."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HTTPException(403, "This form was sent from another site. Please open the page here and send it again.")


def _names_of(request: Request, slug: str | None) -> list[str]:
    directory = directory_of(request)
    found = directory.dossier(slug) if directory and slug else None
    return [name["name"] for name in found["names"]] if found else []


def _page(
    request: Request,
    typed: dict[str, Any],
    *,
    names: list[str] | None = None,
    problems: dict[str, str] | None = None,
    unlisted: str = "",
    proof: dict[str, Any] | None = None,
    status: int = 200,
) -> Response:
    values = {
        "proof": proof,
        "key": KEY,
        "typed": typed,
        "names": names or [],
        "problems": dict.fromkeys((*FIELDS, UNSEEN), "") | (problems or {}),
        "unlisted": unlisted,
        "unseen": UNSEEN,
        "wishes": list(Wish),
        "written_in": WRITTEN_IN,
        "most_words": words.MOST,
        "figures": figures,
        "longest": LONGEST_TEXT,
    }
    return public_page(request, "public/dispute.html", values, status=status, caching="no-store")
