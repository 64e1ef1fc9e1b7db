"""Whatever a curator does at the Desk, a program can do: each form of the Desk beside its routes for programs.

A new form fails here until it has a route, or a reason why it is a browser's alone.
"""

from tests.desk.test_roles import NEEDS as AT_THE_DESK
from tests.editing.test_needs import NEEDS as FOR_PROGRAMS

PASSKEY = "a passkey is made, used and removed at a device, by its person"
SIGN_IN = "a program shows a token and has no session to begin or to end here"
TOKEN = "a token that could make others would outlive its own end"
LINK = "the link is in a mail, and a person opens it"

BY_PROGRAMS: dict[str, set[str]] = {
    "POST /desk/disputes/about/{name}": {"POST /crowds/{name}/answer", "POST /crowds/{name}/refuse"},
    "POST /desk/disputes/{number}": {
        "POST /disputes/by-number/{number}/answer",
        "POST /disputes/by-number/{number}/uphold",
        "POST /disputes/by-number/{number}/refuse",
        "POST /disputes/by-number/{number}/draft",
        "POST /disputes/by-number/{number}/take-back-reply",
    },
    "POST /desk/disputes/{number}/erase": {"POST /disputes/by-number/{number}/erase"},
    "POST /desk/due/sources/{number}": {"POST /due/sources/{number}/keep"},
    "POST /desk/due/{kind}/{number}": {"POST /due/{kind}/{number}/confirm"},
    "POST /desk/imports": {"POST /imports"},
    "POST /desk/imports/candidates": {"POST /candidates"},
    "POST /desk/imports/{number}": {
        "POST /imports/{number}/count",
        "POST /imports/{number}/allow",
        "POST /imports/{number}/undo",
    },
    "POST /desk/journal/check": {"POST /journal/check"},
    "POST /desk/mail": {"POST /me/mail"},
    "POST /desk/mail/kinds": {"POST /me/mail/kinds"},
    "POST /desk/mail/lost": {"POST /mail/try-again", "POST /mail/drop"},
    "POST /desk/mail/stop": {"POST /me/mail/stop"},
    "POST /desk/never-list": {"POST /never-list"},
    "POST /desk/never-list/{name}/remove": {"POST /never-list/{name}/take-off"},
    "POST /desk/newspapers/{number}": {"POST /newspapers/{number}/dismiss", "POST /newspapers/{number}/restore"},
    "POST /desk/paste": {"POST /readings", "POST /readings/files"},
    "POST /desk/people": {"POST /people"},
    "POST /desk/people/{handle}/link": {"POST /people/{handle}/link"},
    "POST /desk/people/{handle}/retire": {"POST /people/{handle}/retire"},
    "POST /desk/people/{handle}/role": {"POST /people/{handle}/role"},
    "POST /desk/proposals/{number}": {
        "POST /proposals/{number}/approve",
        "POST /proposals/{number}/reject",
        "POST /proposals/{number}/ask-for-changes",
    },
    "POST /desk/proposals/{number}/comments": {"POST /proposals/{number}/comments"},
    "POST /desk/proposals/{number}/operations": {"PUT /proposals/{number}"},
    "POST /desk/proposals/{number}/operations/{row}": {"PUT /proposals/{number}"},
    "POST /desk/proposals/{number}/step": {
        "POST /proposals/{number}/submit",
        "POST /proposals/{number}/take-back",
        "POST /proposals/{number}/withdraw",
        "POST /proposals/{number}/copy",
    },
    "POST /desk/proposals/{number}/words": {"PUT /proposals/{number}"},
    "POST /desk/readings/{number}": {"POST /readings/{number}/draft"},
    "POST /desk/releases/hold": {"POST /next-release/hold"},
    "POST /desk/releases/lift": {"POST /next-release/lift"},
    "POST /desk/releases/publish": {"POST /next-release/publish"},
    "POST /desk/releases/sign-off": {"POST /next-release/sign-off"},
    "POST /desk/releases/{serial}/roll-back": {"POST /next-release/roll-back"},
    "POST /desk/reports/{name}": {
        "POST /reports/{name}/dismiss",
        "POST /reports/{name}/restore",
        "POST /reports/{name}/list",
        "POST /reports/{name}/withdraw",
    },
    "POST /desk/sessions/end": {
        "POST /me/sessions/{session}/end",
        "POST /people/{handle}/sessions/{session}/end",
    },
    "POST /desk/tokens/{number}/revoke": {
        "POST /me/tokens/{number}/revoke",
        "POST /people/{handle}/tokens/{number}/revoke",
    },
}
IN_A_BROWSER_ALONE = {
    "POST /desk/mail/confirm/{secret}": LINK,
    "POST /desk/passkeys": PASSKEY,
    "POST /desk/passkeys/challenge": PASSKEY,
    "POST /desk/passkeys/{number}/remove": PASSKEY,
    "POST /desk/sign-in": SIGN_IN,
    "POST /desk/sign-in/passkey/challenge": SIGN_IN,
    "POST /desk/sign-in/{secret}": SIGN_IN,
    "POST /desk/sign-in/{secret}/challenge": SIGN_IN,
    "POST /desk/sign-out": SIGN_IN,
    "POST /desk/tokens": TOKEN,
}
# At the Desk a Proposal begins with an article, a report or a list. A program may write one as a whole.
WRITES_A_WHOLE_PROPOSAL = {"POST /proposals"}


def test_every_form_of_the_desk_has_a_route_for_programs_or_a_reason() -> None:
    forms = {route for route in AT_THE_DESK if route.startswith("POST ")}
    assert BY_PROGRAMS.keys().isdisjoint(IN_A_BROWSER_ALONE)
    assert forms == BY_PROGRAMS.keys() | IN_A_BROWSER_ALONE.keys()


def test_every_route_that_changes_something_does_what_a_form_of_the_desk_does() -> None:
    changing = {route for route in FOR_PROGRAMS if not route.startswith("GET ")}
    assert changing == set().union(*BY_PROGRAMS.values()) | WRITES_A_WHOLE_PROPOSAL


def test_no_program_needs_less_than_its_person_at_the_desk() -> None:
    order = ["read", "propose", "review", "administer"]
    for form, routes in BY_PROGRAMS.items():
        needed = AT_THE_DESK[form]
        assert needed is not None
        for route in routes:
            assert order.index(FOR_PROGRAMS[route]) >= order.index(needed), (form, route)
