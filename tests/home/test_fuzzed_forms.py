"""Whatever is posted to a form of the site, no answer is a 5xx: 5,000 posts of visitors, and of staff at the log-in."""

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from cms.models import User
from cms.password_reset.links import confirm_path as staff_password_path
from downloads.members.links import Purpose, password_path
from events.models import Event, Signup
from events.signups.secret_links import accept_path, cancel_path, confirm_path
from events.signups.secret_links import personal_path as personal
from home.demo.accounts import CHIEF_EDITOR, EDITOR, MEMBER, PASSWORD, STAFF
from tests.browser_client import BrowserClient
from tests.builders import make_event_row
from tests.cms.login.people import add_app, code_now, log_in, post
from tests.demo_site import LANGUAGES
from tests.events.public.personal.states import STATES

from .fuzzing import Form, each_once, forms_of, no_answer_is_a_5xx

VISITORS = [60, pytest.param(4000, marks=pytest.mark.long)]
AT_THE_DOOR = [30, pytest.param(1000, marks=pytest.mark.long)]
FORMS_OF_VISITORS = {
    "barrier_report",
    "events:accept",
    "events:cancel",
    "events:cancel_by_code",
    "events:confirm",
    "events:correct",
    "events:erase",
    "events:send_link",
    "events:signup",
    "members:forgotten",
    "members:log_in",
    "members:log_out",
    "members:password",
    "search",
    "wagtailcore_authenticate_with_password",
}
FORMS_AT_THE_DOOR = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_confirm",
}


@pytest.fixture
def without_limits(settings):
    for name in dir(django_settings):
        if name.endswith(("_AND_HOUR", "_AND_MINUTE", "_PERCENT", "_MINIMUM_SECONDS")):
            setattr(settings, name, 0)


@pytest.mark.parametrize("examples", VISITORS)
@pytest.mark.usefixtures("demo", "without_limits")
def test_nothing_that_a_visitor_posts_is_a_5xx(examples):  # X6
    client, member = (BrowserClient(raise_request_exception=False) for _ in range(2))
    member.force_login(User.objects.get(username=MEMBER.name))
    signups = [make(make_event_row(name=name, capacity=1)) for name, make in STATES.items() if name != "expired"]
    addresses = [locked_page()]
    for language in LANGUAGES:
        with translation.override(language):
            addresses += public_addresses()
            addresses += [address for signup in signups for address in secret_addresses(signup)]
    forms = forms_of(client, [address for address in addresses if client.get(address).status_code == 200], hidden=True)
    forms = each_once([*forms, *forms_of(member, [reverse("members:working_groups")], hidden=True)])
    assert set(forms) == FORMS_OF_VISITORS
    no_answer_is_a_5xx(forms, examples)


def public_addresses() -> list[str]:
    """The pages with forms that everybody finds, and those to which a link in a mail leads, in the active language."""
    names = ("barrier_report", "search", "members:log_in", "members:forgotten")
    member = User.objects.get(username=MEMBER.name)
    events = Event.objects.published().order_by("pk")[:3]
    about = ("events:signup", "events:send_link", "events:cancel_by_code")
    return [
        *(reverse(name) for name in names),
        *(password_path(member, purpose) for purpose in Purpose),
        *(reverse(name, args=[event.public_id]) for event in events for name in about),
    ]


def secret_addresses(signup: Signup) -> list[str]:
    """The pages with buttons to which somebody's links lead."""
    own = personal(signup)
    return [confirm_path(signup), accept_path(signup), cancel_path(signup), f"{own}correct/", f"{own}erase/"]


def locked_page() -> str:
    page = Page.objects.live().filter(depth__gt=2, locale__language_code="de").first()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="Tür zum Garten")
    return page.url


@pytest.mark.parametrize("examples", AT_THE_DOOR)
@pytest.mark.usefixtures("demo", "without_limits")
def test_nothing_that_is_posted_where_staff_log_in_is_a_5xx(examples):  # X6 X7
    forms = each_once([*forms_of_strangers(), *forms_after_the_password(), *forms_of_the_second_factor()])
    assert set(forms) == FORMS_AT_THE_DOOR
    no_answer_is_a_5xx(forms, examples)


def forms_of_strangers() -> list[Form]:
    client = BrowserClient(raise_request_exception=False)
    clerk = User.objects.get(username=STAFF.name)
    addresses = [reverse("account_login"), reverse("wagtailadmin_password_reset"), staff_password_path(clerk)]
    return forms_of(client, addresses, hidden=True)


def forms_after_the_password() -> list[Form]:
    """The code is asked; after it, one who has a second factor may change it."""
    client, logged_in = (BrowserClient(raise_request_exception=False) for _ in range(2))
    add_app(User.objects.get(username=EDITOR.name))
    for browser in (client, logged_in):
        log_in(browser, EDITOR.name, PASSWORD)
    post(logged_in, reverse("mfa_authenticate"), code=code_now())
    changing = [reverse(f"mfa_{name}") for name in ("reauthenticate", "deactivate_totp", "generate_recovery_codes")]
    return [
        *forms_of(client, [reverse("mfa_authenticate")], hidden=True),
        *forms_of(logged_in, changing, hidden=True),
    ]


def forms_of_the_second_factor() -> list[Form]:
    """Somebody without one sets it up."""
    client = BrowserClient(raise_request_exception=False)
    client.force_login(User.objects.get(username=CHIEF_EDITOR.name))
    names = ("account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn")
    return forms_of(client, [reverse(name) for name in names], hidden=True)
