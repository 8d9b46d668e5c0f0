"""Who may open which screen of the desk and of the events' facts: rows of ``cms.admin_routes``.

A screen names the rights that it asks for itself; here stands the one that decides.
"""

from cms.admin_routes.frame_rows import HISTORY, kept_in_a_list
from cms.admin_routes.rights import of_model
from cms.admin_routes.rules import Rule, all_of, any_of
from cms.admin_routes.snippet_rows import snippet_rows
from cms.admin_routes.table import bulk_route

from .making.new_event import NEEDED
from .screens.permissions import (
    AT_THE_DESK,
    CHANGE,
    CHECK_IN,
    COUNT_NEEDS,
    DECIDE,
    ENTER,
    ERASE,
    EXPORT,
    VIEW,
    VIEW_MESSAGES,
    VIEW_NEEDS,
    WRITE,
)
from .writing.failed_mail_screens import FailedMailAction, FailedMailsScreen
from .writing.mail_preview import PREVIEWERS
from .writing.sending_again import SendSeveralAgain

DECIDING, CHANGING, ENTERING, ERASING = (all_of(VIEW, right) for right in (DECIDE, CHANGE, ENTER, ERASE))
EVENT = "events.event"
MAKING = all_of(*NEEDED, "wagtailcore.add_page")


def _signups(*names: str) -> tuple[str, ...]:
    return tuple(f"signups:{name}" for name in names)


RULES = [
    # The desk
    Rule("desk", ("event_desks", "event_desk"), get=any_of(*AT_THE_DESK)),
    # What is searched for is posted: cms.ground.private_search.
    Rule("list of sign-ups", _signups("index", "index_results"), get=any_of(VIEW), post=any_of(VIEW)),
    Rule("a sign-up", _signups("detail", "sheet"), get=any_of(VIEW)),
    Rule("sign-up by phone: which event", _signups("choose_event"), get=ENTERING),
    Rule("sign-up by phone", _signups("enter"), get=ENTERING, post=ENTERING),
    Rule("decide: approve", _signups("approve"), post=DECIDING),
    Rule("decide", _signups("decline"), get=DECIDING, post=DECIDING),
    Rule(
        "change a sign-up",
        _signups("reopen", "confirm", "accept", "exception", "correct", "address", "cancel", "release"),
        get=CHANGING,
        post=CHANGING,
    ),
    Rule("send a mail again", _signups("again"), post=CHANGING),
    Rule("erase a sign-up", _signups("erase"), get=ERASING, post=ERASING),
    Rule(
        "decide in bulk",
        tuple(bulk_route("events", "signup", action) for action in ("approve", "decline")),
        get=DECIDING,
        post=DECIDING,
    ),
    Rule("cancel in bulk", (bulk_route("events", "signup", "cancel"),), get=CHANGING, post=CHANGING),
    Rule("export", ("signup_export",), get=any_of(EXPORT), post=any_of(EXPORT)),
    Rule("statistics of an event", ("event_statistics",), get=any_of(*AT_THE_DESK)),
    Rule("list for the day", ("attendance_list",), get=any_of(VIEW, EXPORT, CHECK_IN)),
    Rule("check-in", ("check_in",), get=any_of(CHECK_IN), post=any_of(CHECK_IN)),
    Rule("check-in: by the code of a sheet", ("check_in_by_reference",), get=any_of(CHECK_IN)),
    Rule("check-in: list", ("check_in_results",), get=any_of(CHECK_IN), post=any_of(CHECK_IN)),
    Rule("needs, counted", ("need_counts", "event_need_counts"), get=any_of(COUNT_NEEDS, VIEW_NEEDS)),
    Rule("needs, by name", ("need_details",), get=any_of(VIEW_NEEDS)),
    # Mails and messages
    Rule("failed mails", ("failed_mails:index",), get=all_of(*FailedMailsScreen.required)),
    Rule(
        "failed mails: settle",
        ("failed_mails:again", "failed_mails:done", "failed_mails:told"),
        post=all_of(*FailedMailAction.required),
    ),
    Rule(
        "failed mails: send several again",
        ("failed_mails:again_several",),
        get=all_of(*SendSeveralAgain.required),
        post=all_of(*SendSeveralAgain.required),
    ),
    Rule("messages", ("messages:index", "messages:index_results", "messages:detail"), get=any_of(VIEW_MESSAGES)),
    Rule("message: which event", ("messages:add",), get=any_of(WRITE)),
    Rule("message: write", ("messages:write",), get=any_of(WRITE), post=any_of(WRITE)),
    Rule("preview of mails", ("mail_preview:index",), get=any_of(*PREVIEWERS)),
    # Codes and proofs
    *kept_in_a_list("invitation_codes", "events.invitationcode", *HISTORY, posts_search=True),
    Rule(
        "end a code",
        ("invitation_codes:end",),
        get=of_model("events.invitationcode", "change"),
        post=of_model("events.invitationcode", "change"),
    ),
    Rule("erasures", ("erasures:index", "erasures:index_results"), get=of_model("events.erasure", "view")),
    # Facts. The screens ask besides whether pages may be added where those of events stand.
    Rule("new event", ("new_event", "copy_event"), get=MAKING, post=MAKING),
    *snippet_rows(
        EVENT,
        chooser=of_model(EVENT, "add", "change", "view"),
        drafts=True,
        workflow=True,
        locks=True,
        previews=True,
    ),
    *snippet_rows("events.venue", chooser=of_model(EVENT, "add", "change"), translated=True),
    *snippet_rows(
        "events.signupform",
        chooser=of_model(EVENT, "add", "change"),
        drafts=True,
        workflow=True,
        previews=True,
        translated=True,
    ),
    *snippet_rows("events.eventseries"),
    *snippet_rows("events.declinereason", translated=True),
    *snippet_rows("events.mailtext", drafts=True, workflow=True, previews=True, translated=True),
]
