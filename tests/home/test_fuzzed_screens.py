"""Whatever staff post to a form of the admin, no answer is a 5xx: 5,000 posts of somebody who may do everything.

Each form is sent by one of its buttons, or by none.
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from cms.mail.models import Mail, MailState
from cms.models import CustomImage, User
from downloads.models import Membership, WorkingGroup
from events.models import Event, EventPage, InvitationCode, MailText, Signup
from home.demo.accounts import EDITOR
from tests.browser_client import BrowserClient
from tests.builders import make_admin, make_event_row
from tests.cms.login.people import add_app
from tests.events.public.personal.states import offered, pending, waiting

from .fuzzing import each_once, forms_of, no_answer_is_a_5xx

EXAMPLES = [60, pytest.param(5000, marks=pytest.mark.long)]
# What nothing uses may be deleted; of some there is one for each language.
SNIPPETS = {
    "cms_siteframe": ("edit",),
    "downloads_publication": ("add", "edit", "delete"),
    "downloads_workinggroup": ("add", "edit", "delete"),
    "events_declinereason": ("add", "edit", "delete"),
    "events_event": ("add", "edit"),
    "events_mailtext": ("add", "edit", "delete"),
    "events_signupform": ("add", "edit"),
    "events_venue": ("add", "edit"),
    "languages_languageprofile": ("edit",),
    "terms_term": ("add", "edit", "delete"),
}
FORMS_OF_STAFF = {
    "check_in",
    "consequences_question",
    "copy_event",
    "failed_mails:again",
    "failed_mails:again_several",
    "failed_mails:done",
    "invitation_codes:add",
    "invitation_codes:edit",
    "invitation_codes:end",
    "messages:write",
    "new_event",
    "reset_second_factor",
    "signup_export",
    "signups:accept",
    "signups:address",
    "signups:again",
    "signups:approve",
    "signups:cancel",
    "signups:correct",
    "signups:decline",
    "signups:enter",
    "signups:erase",
    "signups:exception",
    "signups:index",
    "signups:release",
    "wagtail_bulk_action",
    "wagtailadmin_account",
    "wagtailadmin_collections:add",
    "wagtailadmin_explore_results",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:move",
    "wagtailadmin_pages:unpublish",
    "wagtailimages:add",
    "wagtailimages:edit",
    "wagtaillocales:add",
    "wagtailsites:edit",
    "wagtailsnippets_cms_siteframe:edit",
    "wagtailsnippets_downloads_publication:add",
    "wagtailsnippets_downloads_publication:delete",
    "wagtailsnippets_downloads_publication:edit",
    "wagtailsnippets_downloads_workinggroup:add",
    "wagtailsnippets_downloads_workinggroup:delete",
    "wagtailsnippets_downloads_workinggroup:edit",
    "wagtailsnippets_downloads_workinggroup:invite_again",
    "wagtailsnippets_downloads_workinggroup:members",
    "wagtailsnippets_downloads_workinggroup:remove_member",
    "wagtailsnippets_events_declinereason:add",
    "wagtailsnippets_events_declinereason:delete",
    "wagtailsnippets_events_declinereason:edit",
    "wagtailsnippets_events_event:add",
    "wagtailsnippets_events_event:edit",
    "wagtailsnippets_events_mailtext:add",
    "wagtailsnippets_events_mailtext:delete",
    "wagtailsnippets_events_mailtext:edit",
    "wagtailsnippets_events_signupform:add",
    "wagtailsnippets_events_signupform:edit",
    "wagtailsnippets_events_venue:add",
    "wagtailsnippets_events_venue:edit",
    "wagtailsnippets_languages_languageprofile:edit",
    "wagtailsnippets_terms_term:add",
    "wagtailsnippets_terms_term:delete",
    "wagtailsnippets_terms_term:edit",
    "wagtailusers_groups:add",
    "wagtailusers_groups:edit",
    "wagtailusers_users:add",
    "wagtailusers_users:delete",
    "wagtailusers_users:edit",
}


@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.usefixtures("demo")
def test_nothing_that_staff_post_is_a_5xx(examples):  # X6
    client = BrowserClient(raise_request_exception=False)
    client.force_login(make_admin("everything"))
    forms = each_once(forms_of(client, screens(), hidden=False))
    assert set(forms) == FORMS_OF_STAFF
    no_answer_is_a_5xx(forms, examples)


def screens() -> list[str]:
    return [*desk_screens(), *signup_screens(), *snippet_screens(), *account_screens(), *page_screens()]


def desk_screens() -> list[str]:
    """What staff of a town do around an event, and the question before a publish that has consequences."""
    event = Event.objects.published().order_by("pk").first()
    code = InvitationCode.objects.earliest("pk")
    Mail.objects.create(kind="signup.confirmed", language="de", state=MailState.FAILED, payload={})
    event.starts_at += timedelta(hours=1)
    revision = event.save_revision()
    return [
        *(reverse(name, args=[event.pk]) for name in ("check_in", "signup_export", "signups:enter", "messages:write")),
        reverse("signups:release", args=[event.pk]),
        reverse("wagtailimages:edit", args=[CustomImage.objects.earliest("pk").pk]),
        reverse("new_event"),
        reverse("copy_event", args=[event.pk]),
        reverse("failed_mails:index"),
        f"{reverse('failed_mails:again_several')}?all=1",
        reverse("signups:index"),
        reverse("invitation_codes:add"),
        *(reverse(f"invitation_codes:{name}", args=[code.pk]) for name in ("edit", "end")),
        reverse("consequences_question", args=["publish", revision.pk]),
    ]


def signup_screens() -> list[str]:
    """What staff do about one sign-up, and about several that are ticked."""
    found = []
    for make, names in {
        pending: ("detail", "decline", "correct", "address", "cancel", "erase"),
        waiting: ("exception",),
        offered: ("accept",),
    }.items():
        signup = make(make_event_row(name=make.__name__, capacity=1))
        found += [reverse(f"signups:{name}", args=[signup.pk]) for name in names]
    ticked = Signup.objects.filter(state="pending").values_list("pk", flat=True)
    query = "&".join(f"id={pk}" for pk in ticked)
    return [*found, *(f"/admin/bulk/events/signup/{action}/?{query}" for action in ("approve", "decline", "cancel"))]


def snippet_screens() -> list[str]:
    """What is written once and shown in many places."""
    # The demo words no mail anew.
    MailText.objects.create(kind="reminder", locale=Locale.get_default(), addition="Bitte seien Sie pünktlich.")
    found = []
    for name, screens_of_it in SNIPPETS.items():
        pk = apps.get_model(*name.split("_")).objects.earliest("pk").pk
        found += [
            reverse(f"wagtailsnippets_{name}:{screen}", args=[] if screen == "add" else [pk])
            for screen in screens_of_it
        ]
    return found


def account_screens() -> list[str]:
    """Who may do what."""
    group, user = WorkingGroup.objects.get(), User.objects.get(username=EDITOR.name)
    membership = Membership.objects.filter(working_group=group).earliest("pk")
    add_app(user)
    return [
        reverse("wagtailadmin_account"),
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[user.pk]),
        reverse("wagtailusers_users:delete", args=[user.pk]),
        reverse("reset_second_factor", args=[user.pk]),
        reverse("wagtailusers_groups:add"),
        reverse("wagtailusers_groups:edit", args=[user.groups.get().pk]),
        reverse("wagtailsnippets_downloads_workinggroup:members", args=[group.pk]),
        reverse("wagtailsnippets_downloads_workinggroup:invite_again", args=[group.pk, membership.pk]),
        reverse("wagtailsnippets_downloads_workinggroup:remove_member", args=[group.pk, membership.pk]),
    ]


def page_screens() -> list[str]:
    """Pages, pictures, and the settings of the site."""
    page = Page.objects.live().filter(depth__gt=2, locale__language_code="de").first()
    event_page = EventPage.objects.live().filter(locale__language_code="de").first()
    return [
        reverse("wagtailadmin_pages:add", args=["home", "contentpage", page.get_parent().pk]),
        *(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in ("edit", "delete", "move", "unpublish")),
        reverse("wagtailadmin_pages:edit", args=[event_page.pk]),
        reverse("wagtailimages:add"),
        reverse("wagtailsites:edit", args=[Site.objects.get().pk]),
        reverse("wagtaillocales:add"),
        reverse("wagtailadmin_collections:add"),
    ]
