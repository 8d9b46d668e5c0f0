"""Every address of the desk and every role: who gets in."""

import pytest
from django.urls import URLPattern, get_resolver, reverse

from events.models import InvitationCode
from events.signups import save_code, send_message
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, NEEDS_STAFF, SIGNUP_STAFF
from tests.builders import make_admin, make_event_row, signed_up_and_confirmed

from .test_roles import ROLES, member

pytestmark = pytest.mark.django_db
CLERKS = {SIGNUP_STAFF, ADMINISTRATORS}
HELPERS = {NEEDS_STAFF, ADMINISTRATORS}
DESK = {SIGNUP_STAFF, NEEDS_STAFF, ADMINISTRATORS}
WRITERS = {EDITORS, CHIEF_EDITORS, SIGNUP_STAFF, ADMINISTRATORS}
SIGNUP = ["detail", "approve", "decline", "reopen", "confirm", "exception", "accept", "correct", "address", "sheet"]
SIGNUP += ["again", "cancel"]
OF_ITS_VIEWSET = ["signups", "messages", "invitation_codes", "failed_mails", "erasures", "mail_preview"]
# Whose rights are those of their models: docs/admin-routes.txt.
SNIPPETS = ("wagtailsnippets_", "wagtailsnippetchoosers_")
RULES = {
    **{f"signups:{name}": CLERKS for name in ("index", "index_results", "choose_event", "enter", "release", "erase")},
    **{f"signups:{name}": CLERKS for name in SIGNUP},
    **{f"messages:{name}": CLERKS for name in ("index", "index_results", "add", "write", "detail")},
    **{f"invitation_codes:{name}": CLERKS for name in ("index", "index_results", "add", "edit", "delete", "end")},
    "invitation_codes:history": CLERKS,
    "invitation_codes:history_results": CLERKS,
    **{f"failed_mails:{name}": CLERKS for name in ("index", "again_several", "again", "done", "told")},
    **{f"erasures:{name}": CLERKS for name in ("index", "index_results")},
    "mail_preview:index": WRITERS,
    "event_desks": DESK,
    "event_desk": DESK,
    "event_statistics": DESK,
    "copy_event": {EDITORS, CHIEF_EDITORS, ADMINISTRATORS},
    "new_event": {EDITORS, CHIEF_EDITORS, ADMINISTRATORS},
    "signup_export": CLERKS,
    "attendance_list": CLERKS,
    "check_in": CLERKS,
    "check_in_results": CLERKS,
    "check_in_by_reference": CLERKS,
    "need_counts": DESK,
    "event_need_counts": DESK,
    "need_details": HELPERS,
}
# Answers nobody with a page: tests/events/desk/on_the_day/test_check_in_by_reference.py knows whom it leads where.
LEADS_ON = ["check_in_by_reference"]
POST_ONLY = ["signups:approve", "signups:again", "failed_mails:again", "failed_mails:done", "failed_mails:told"]


def names(patterns=None, namespace=""):
    """The name of each address that a screen of the desk, or one of its viewsets, answers."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            if namespace.startswith(SNIPPETS):
                continue
            if namespace in OF_ITS_VIEWSET or view.__module__.startswith("events.desk"):
                yield f"{namespace}:{pattern.name}" if namespace else pattern.name
        else:
            yield from names(pattern.url_patterns, pattern.namespace or namespace)


def test_every_address_of_the_desk_has_a_rule():  # X1
    assert set(names()) == set(RULES)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_in_where_its_work_is(client, role):  # E6, X1
    event = make_event_row(capacity=10)
    signup = signed_up_and_confirmed(event)
    code = save_code(InvitationCode(event=event, organisation="Verein", seats=1, valid_until=event.starts_at))
    message = send_message(event.pk, ["confirmed"], {"de": ("Betreff", "Text")}, make_admin())
    of_signup = {f"signups:{name}" for name in [*SIGNUP, "erase"]}
    without = {
        "signups:choose_event",
        "messages:add",
        "invitation_codes:add",
        "event_desks",
        "need_counts",
        "new_event",
        "failed_mails:again_several",
    }
    client.force_login(member(role))
    opened = {}
    for name in RULES.keys() - set(LEADS_ON):
        if name in of_signup:
            arguments = [signup.pk]
        elif name in without or name.split(":")[-1] in ("index", "index_results"):
            arguments = []
        elif name.startswith("invitation_codes:"):
            arguments = [code.pk]
        elif name.startswith("failed_mails:"):
            arguments = [1]
        else:
            arguments = [message.pk] if name == "messages:detail" else [event.pk]
        opened[name] = client.get(reverse(name, args=arguments)).status_code
    assert opened == {
        name: 404 if name in POST_ONLY else 200 if role in roles else 302
        for name, roles in RULES.items()
        if name not in LEADS_ON
    }
