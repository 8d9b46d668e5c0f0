"""Whatever is posted to a form of the site or of our own admin screens, no answer is a 5xx.

The forms are read from the pages as they stand; each example changes, doubles or leaves out fields of one of them.
"""

from dataclasses import dataclass, field
from urllib.parse import urljoin

import lxml.html
import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms.mail.models import Mail, MailState
from cms.models import User
from downloads.models import Publication, WorkingGroup
from events.links import personal_path
from events.models import Event, Signup
from tests.browser_client import BrowserClient
from tests.demo_site import LANGUAGES

EXAMPLES = [60, pytest.param(2500, marks=pytest.mark.long)]
NASTY = [
    *("", " ", "\x00", "\x1b[2J", "\u202e\u2066", "\u200b", "\ufeff", "\u2028", "\U0010ffff", "e\u0301" * 40),
    *("0", "-1", "1", "99999999999999999999", "1e400", "NaN", "٣", "½", "0x1F", "True", "None", "null", "[]", "{}"),
    *("2026-13-45", "2026-02-30 25:61", "0001-01-01 00:00", "9999-12-31 23:59", "31.12.2026", "26.12.2026 10:00"),
    *("a@b", "a@b.c", "@", "a" * 250 + "@x.de", "\r\nBcc: x@y.de", "=1+1", "'\";--", "<script>alert(1)</script>"),
    *("../../etc/passwd", "//elsewhere.example", "javascript:alert(1)", "%00", "{{ 7*7 }}", "%(x)s", "x" * 20_000),
]
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=30), st.integers().map(str))
CHANGES = st.dictionaries(
    st.integers(min_value=0, max_value=60), st.one_of(st.none(), st.lists(VALUES, min_size=1, max_size=2)), max_size=5
)


@dataclass
class Form:
    """A form that a page shows: where it posts to, and what a browser would send if nobody changed anything.

    Wagtail's scripts write hidden fields of the admin (what a chooser chose, how many rows there are), and its views
    trust them: those of staff are ``kept``.
    """

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    def changed(self, changes: dict[int, list[str] | None]) -> dict[str, list[str]]:
        """Return the values with some replaced, or taken out (None); numbers beyond the fields are new ones."""
        names = sorted(set(self.values) - self.kept)
        posted = {name: list(values) for name, values in self.values.items()}
        for number, values in changes.items():
            name = names[number] if number < len(names) else f"strange-{number}"
            if values is None:
                posted.pop(name, None)
            else:
                posted[name] = values
        return posted


def forms_of(client: BrowserClient, addresses: list[str], *, hidden: bool) -> list[Form]:
    forms = []
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        page = lxml.html.fromstring(response.content)
        forms += [read(form, address, hidden=hidden) for form in page.forms if form.method == "POST"]
    return forms


def read(form: lxml.html.FormElement, address: str, *, hidden: bool) -> Form:
    found = Form(urljoin(address, form.get("action") or address))
    for name in sorted(form.inputs.keys()):
        found.values[name] = []
    for name, value in form.form_values():
        found.values[name].append(value)
    if not hidden:
        found.kept = set(form.xpath(".//input[@type='hidden']/@name"))
    return found


def no_answer_is_a_5xx(client: BrowserClient, forms: list[Form], examples: int) -> None:
    @hypothesis_settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=False
    )
    @given(form=st.sampled_from(forms), changes=CHANGES)
    def post(form: Form, changes) -> None:
        response = client.post(form.action, form.changed(changes))
        assert response.status_code < 500, (form.action, form.changed(changes))

    post()


@pytest.fixture
def without_limits(settings):
    for name in dir(django_settings):
        if name.endswith(("_AND_HOUR", "_PERCENT", "_MINIMUM_SECONDS")):
            setattr(settings, name, 0)


@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.usefixtures("demo", "without_limits")
def test_nothing_that_a_visitor_posts_is_a_5xx(examples):  # X6
    events = Event.objects.published().order_by("pk")
    signups = Signup.objects.filter(anonymised_at=None).order_by("pk")
    addresses = []
    for language in LANGUAGES:
        addresses += [f"/{language}/barrier-report/", f"/{language}/working-groups/log-in/"]
        addresses += [f"/{language}/working-groups/password/"]
        for name in ("signup", "send_link", "cancel_by_code"):
            addresses += [
                reverse(f"events:{name}", args=[event.public_id]).replace("/de/", f"/{language}/", 1)
                for event in events[:2]
            ]
        for state in ("unconfirmed", "confirmed", "waiting", "pending"):
            if signup := signups.filter(state=state).first():
                own = personal_path(signup)
                addresses += [own + step for step in ("confirm/", "cancel/", "correct/", "erase/")]
    client = BrowserClient(raise_request_exception=False)
    there = [address for address in addresses if client.get(address).status_code == 200]
    no_answer_is_a_5xx(client, forms_of(client, there, hidden=True), examples)


@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.usefixtures("demo", "without_limits")
def test_nothing_that_staff_post_to_our_own_screens_is_a_5xx(examples):  # X6
    client = BrowserClient(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("fuzz", "fuzz@stadt.example", "vier lange Wörter hier"))
    no_answer_is_a_5xx(client, forms_of(client, our_screens(), hidden=False), examples)


def our_screens() -> list[str]:
    """Return the addresses of the screens of ours that show forms, with objects of the demo."""
    event = Event.objects.published().order_by("pk").first()
    signups = Signup.objects.filter(anonymised_at=None, event=event).order_by("pk")
    group = WorkingGroup.objects.get()
    Mail.objects.create(kind="signup.confirmed", language="de", state=MailState.FAILED, payload={})
    addresses = [
        reverse("check_in", args=[event.pk]),
        reverse("signup_export", args=[event.pk]),
        reverse("signups:enter", args=[event.pk]),
        reverse("signups:release", args=[event.pk]),
        reverse("messages:write", args=[event.pk]),
        reverse("wagtailsnippets_events_event:add"),
        reverse("wagtailsnippets_events_event:edit", args=[event.pk]),
        reverse("wagtailsnippets_events_venue:add"),
        reverse("wagtailsnippets_events_declinereason:add"),
        reverse("wagtailsnippets_terms_term:add"),
        reverse("wagtailsnippets_downloads_publication:add"),
        reverse("wagtailsnippets_downloads_publication:edit", args=[Publication.objects.earliest("pk").pk]),
        reverse("wagtailsnippets_downloads_workinggroup:edit", args=[group.pk]),
    ]
    for state, screens in SCREENS_OF_A_STATE.items():
        if signup := signups.filter(state=state).first():
            addresses += [reverse(f"signups:{screen}", args=[signup.pk]) for screen in screens]
    return addresses


SCREENS_OF_A_STATE = {
    "pending": ("detail", "decline", "correct", "address", "cancel", "erase"),
    "confirmed": ("correct", "address", "cancel", "erase"),
    "waiting": ("correct", "exception"),
}
