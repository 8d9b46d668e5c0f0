"""Real requests through the allowed cells of the table of routes, each about an object that the person may touch."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupApprovalTask, Locale, Site, Workflow

from cms.admin_routes.declared import routes_of_the_admin
from cms.admin_routes.objects import TEXTS
from cms.admin_routes.table import BULK_ACTION, table
from cms.ground.admin_prefix import admin_prefix
from cms.mail.models import Mail, MailState
from cms.models import CustomImage
from cms.terms.models import Term
from downloads.models import Membership
from events.models import DeclineReason, EventSeries, InvitationCode, MailText
from events.signups import save_code, send_message
from home.admin_routes import rights_of
from home.roles import ADMINISTRATORS, NEEDS_STAFF, RIGHTS, SIGNUP_STAFF, TRANSLATORS
from tests.builders import (
    add_page,
    make_admin,
    make_event,
    make_frame,
    make_home,
    make_staff,
    open_language,
    signed_up_and_confirmed,
    translate,
)
from tests.cms.languages.translating import begin
from tests.cms.videos.films import make_video
from tests.downloads.publications import make_publication, make_working_group

from .test_roles import member

pytestmark = pytest.mark.django_db

PART = re.compile(r"<(?:\w+:)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>[^)]*\)|\((?!\?)[^)]*\)")
# Answers that no right decides: something would have to be under way, or to be posted, or a script asks otherwise.
ANSWERS_OTHERWISE = {
    "admin/^.*/$": {404},
    "admin/login/": {303},
    "consequences_question": {404},
    "downloads_draft_file": {404},
    "failed_mails:told": {404},
    "picture_preview": {404},
    "translation_machine": {404, 405},
    "translation_override": {405},
    "translation_po_upload": {405},
    "translation_sentence": {405},
    "translation_stop": {302, 405},
    "wagtailadmin_block_preview": {404},
    "wagtailadmin_choose_page_external_link": {404},
    "wagtailadmin_dismissibles": {405},
    "wagtailadmin_editing_sessions:ping": {404},
    "wagtailadmin_logout": {405},
    "wagtailadmin_password_reset": {400},
    "wagtailadmin_password_reset_confirm": {404},
    # An event is shown on its page, and this one has none.
    "wagtailsnippets_events_event:revisions_view": {302},
}
ABOUT_A_SNIPPET = {
    "create_simple_german_snippet",
    "translate_snippet",
    "translation_snippet",
    "translation_snippets",
}
# Nothing is submitted, and nothing waits for its date.
NEEDS_SOMETHING_UNDER_WAY = (
    "workflow_action",
    "workflow_action_data",
    "workflow_cancellation",
    "workflow_history_detail",
    "workflow_preview",
    "revisions_unschedule",
)


def patterns(entries=None, above: str = "", namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The name of each route and its pattern."""
    for entry in get_resolver().url_patterns if entries is None else entries:
        route = above + str(entry.pattern)
        if isinstance(entry, URLPattern):
            if route.startswith(admin_prefix()):
                yield (":".join([*namespaces, entry.name]) if entry.name else route), route
        else:
            inside = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from patterns(entry.url_patterns, route, inside)


@pytest.fixture
def own() -> dict[str, object]:
    """One object of each kind, by the part of the route's name that asks for it."""
    home = make_home()
    page = add_page(home, "Seite")
    english = translate(home, "en")
    assert english.locale_id
    event = make_event("Werkstatt")
    signup = signed_up_and_confirmed(event)
    language = open_language("en")
    language.save_revision()
    group = make_working_group("Arbeitsgruppe")
    admin = make_admin("root")
    term = Term.objects.create(locale=Locale.objects.get(language_code="de"), word="Wort", explanation="Ein Wort.")
    term.save_revision()
    mail_text = MailText.objects.create(kind="confirmed", locale=term.locale, subject="Da sein")
    mail_text.save_revision()
    frame = make_frame()
    frame.save_revision()
    publication = make_publication("Entwurf")
    publication.save_revision()
    membership = Membership.objects.create(working_group=group, user=make_staff("reader"))
    return {
        "page": page,
        "home": home,
        "wagtailsnippets_events_event": event,
        "wagtailsnippets_events_venue": event.venue,
        "wagtailsnippets_events_signupform": event.signup_form,
        "wagtailsnippets_events_declinereason": DeclineReason.objects.first()
        or DeclineReason.objects.create(locale=Locale.objects.get(language_code="de"), title="Voll", text="Voll."),
        "wagtailsnippets_events_eventseries": EventSeries.objects.create(name="Abende"),
        "wagtailsnippets_events_mailtext": mail_text,
        "wagtailsnippets_downloads_publication": publication,
        "wagtailsnippets_downloads_workinggroup": group,
        "wagtailsnippets_cms_siteframe": frame,
        "wagtailsnippets_cms_video": make_video(),
        "wagtailsnippets_terms_term": term,
        "wagtailsnippets_languages_languageprofile": language,
        "signups": signup,
        "event_desk": event,
        "invitation_codes": save_code(
            InvitationCode(event=event, organisation="Verein", seats=1, valid_until=event.starts_at)
        ),
        "messages": send_message(event.pk, ["confirmed"], {"de": ("Betreff", "Text")}, admin),
        "failed_mails": Mail.objects.create(
            kind="signup.confirmed", language="de", state=MailState.FAILED, payload={"signup": signup.pk}
        ),
        "image": CustomImage.objects.create(title="Bild", file=get_test_image_file()),
        "wagtailusers_users": make_staff("colleague"),
        "wagtailusers_groups": Group.objects.create(name="Ohne Rechte"),
        "wagtailsites": Site.objects.get(),
        "redirect": Redirect.objects.create(old_path="/alt", redirect_page=page),
        "wagtaillocales": Locale.objects.get(language_code="en"),
        "wagtailadmin_collections": Collection.get_first_root_node().add_child(name="Sammlung"),
        "workflow": Workflow.objects.get(),
        "task": GroupApprovalTask.objects.get(),
        "translation": begin(page),
        "membership": membership,
    }


# What stands in an address besides the key of an object.
WORDS = {
    "content_type_app_name": "home",
    "content_type_model_name": "contentpage",
    "action_name": "approve",
    "mode": "",
    "session_id": "1",
    # A chapter of the guide.
    "slug": "events",
}


def key(route: str, part: str, own: dict) -> str:
    """What goes into this part of the route's address."""
    namespace, _colon, name = route.rpartition(":")
    if part in ("page_id", "parent_page_id", "page_to_move_id", "page_pk"):
        # A page begins below another that may have one.
        return str(
            own[
                "home"
                if name in ("add", "preview_on_add", "add_subpage") or namespace == "plain_language" and name == "add"
                else "page"
            ].pk
        )
    if part == "destination_id":
        return str(own["home"].pk)
    if part in ("translation_id", "image_id", "membership", "redirect_id"):
        return str(own[part.removesuffix("_id")].pk)
    if name == "wagtailadmin_tag_model_autocomplete":
        return {"app_name": "taggit", "model_name": "tag"}[part]
    if part in ("app_label", "app_name"):
        return "wagtailcore" if "task" in name else "home" if name == "choose_parent" else "cms"
    if part == "model_name":
        return "groupapprovaltask" if "task" in name else "contentpage" if name == "choose_parent" else "siteframe"
    if part == "content_type_id":
        return str(ContentType.objects.get_for_model(type(own["page"])).pk)
    if part in ("string_segment_id", "overridable_segment_id"):
        return str(own["translation"].source.stringsegment_set.first().pk)
    if part == "revision_id":
        return str(own[namespace].latest_revision_id if namespace in own else own["page"].latest_revision_id)
    if part in ("pk", "task_id", "object_id") or not part:
        return str(_object(namespace, name, own).pk)
    return WORDS.get(part, "1")


def _object(namespace: str, name: str, own: dict):
    if namespace == "wagtailadmin_workflows":
        return own["task" if "task" in name else "workflow"]
    if namespace.startswith("wagtailimages") or namespace == "wagtailadmin_api:images":
        return own["image"]
    if name == "reset_second_factor":
        return own["wagtailusers_users"]
    if name == "publish_all_languages":
        return own["page"]
    if name == "translation_state":
        return own["translation"].get_target_instance()
    if name in ("translate_snippet", "create_simple_german_snippet", "translation_snippet"):
        return own["wagtailsnippets_cms_siteframe"]
    if namespace == "signups" and name in ("enter", "release") or namespace == "messages" and name == "write":
        return own["event_desk"]
    # What a chooser offers is what the list of the same snippet shows.
    namespace = namespace.replace("snippetchoosers", "snippets")
    return own.get(namespace, own["page"] if namespace.startswith("wagtailadmin_") else own["event_desk"])


def address(route: str, pattern: str, own: dict) -> str:
    if "revisions_compare" in route:
        pattern = re.sub(r"\((\?P<\w+>)?live[^)]*\)", "live", pattern, count=1)
        pattern = re.sub(r"\((\?P<\w+>)?live[^)]*\)", "latest", pattern, count=1)
    filled = PART.sub(lambda match: key(route, match["name"] or match["named"] or "", own), pattern)
    return "/" + re.sub(r"[\^$?\\]", "", filled).replace("//", "/")


def cells(own: dict) -> Iterator[tuple[str, str, str, str]]:
    """Each allowed cell: route, address, role and method."""
    by_name = dict(reversed(list(patterns())))
    for route in routes_of_the_admin():
        rule = table()[route]
        for method, who in (("get", rule.get), ("post", rule.post)):
            for role in RIGHTS:
                if not who.is_closed and who.holds_for(rights_of(role)):
                    is_bulk = route.startswith(BULK_ACTION)
                    at = _bulk_address(route, own) if is_bulk else address(route, by_name[route], own)
                    yield route, at, role, method


def _bulk_address(route: str, own: dict) -> str:
    app_label, model, action = re.split(r"[ .]", route)[1:]
    objects = {
        "page": own["page"],
        "user": own["wagtailusers_users"],
        "customimage": own["image"],
        "signup": own["signups"],
    }
    one = objects.get(model) or own[f"wagtailsnippets_{app_label}_{model}"]
    return f"/admin/bulk/{app_label}/{model}/{action}/?id={one.pk}"


def turned_away(route: str, response) -> bool:
    if response.status_code in ANSWERS_OTHERWISE.get(route, set()):
        return False
    if route.endswith(NEEDS_SOMETHING_UNDER_WAY) and response.status_code in (302, 404):
        return False
    to_first_page = response.status_code == 302 and response["Location"] == "/admin/"
    return to_first_page or response.status_code not in (200, 302, 303)


def is_of_others(route: str, role: str) -> bool:
    """Tell whether the text that this route is about is none that the role edits, so that it may be turned away."""
    if route not in ABOUT_A_SNIPPET and table()[route].objects.name != TEXTS.name:
        return False
    # Translators have it translated, and open no German one.
    if route == "plain_language:snippet":
        return role in (TRANSLATORS, SIGNUP_STAFF, NEEDS_STAFF)
    return role == TRANSLATORS if route.startswith("wagtailsnippets_") else role in (SIGNUP_STAFF, NEEDS_STAFF)


def walk(cells: list[tuple[str, str, str, str]]) -> str:
    """Ask at each of them, and undo what came of it; return those that did not let the person in."""
    clients = {}
    wrong = []
    for route, at, role, method in cells:
        if role not in clients:
            clients[role] = Client(raise_request_exception=False)
            clients[role].force_login(member(role, role))
        # No atomic block: the domain's own say that they are the outermost.
        before = transaction.savepoint()
        response = getattr(clients[role], method)(at)
        transaction.savepoint_rollback(before)
        if turned_away(route, response) and not is_of_others(route, role):
            wrong.append((route, role, method, at, response.status_code))
    return "\n".join(map(str, wrong))


def test_whoever_may_open_a_screen_finds_it(own):  # X10 X1 E6
    """The administrator of the city at every fifth route; all roles everywhere in the long run."""
    allowed = [cell for cell in cells(own) if cell[2] == ADMINISTRATORS and cell[3] == "get"]
    assert walk(allowed[::5]) == ""


@pytest.mark.long
@pytest.mark.parametrize("role", RIGHTS)
def test_each_role_finds_all_that_the_table_allows_it(own, role):  # X10 X1 E6
    allowed = [cell for cell in cells(own) if cell[2] == role]
    assert len(allowed) > 20
    assert walk(allowed) == ""
