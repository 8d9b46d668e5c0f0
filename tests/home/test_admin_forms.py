"""Every admin screen of ours is opened, as links lead to it in the demo: what posts carries a CSRF token."""

import inspect
import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from django.urls.resolvers import URLResolver
from wagtail.models import Locale, Site

from cms.models import User
from events.models import Event, EventSeries, MailText, Signup
from tests.browser_client import BrowserClient
from tests.builders import make_admin
from tests.cms.videos.films import make_video

ROOMS = {"cms", "downloads", "events", "home"}
OUR_SNIPPETS = re.compile(r"wagtailsnippets_(cms|downloads|events|languages|terms)_")
LINK = re.compile(r'(?:href|action|data-url|data-href)="(/admin/[^"#]*)')
ANSWERS_POSTS_ONLY = {
    "signups:approve",
    "signups:again",
    "failed_mails:again",
    "failed_mails:again_several",
    "failed_mails:done",
    "failed_mails:told",
}
# No links lead there in the demo: other tests open them, with the same client, in the state that they need.
NOT_LED_TO = re.compile(
    r"localize/(translate/|page/|api/)"  # for the scripts of the translators' editor
    r"|plain-language/|check-in/results"  # for scripts too
    r"|languages/simple-german/page/"  # each page of the demo has its simple German
    r"|password_reset/confirm/"  # a mail leads there
    r"|consequences/|pictures/<str:name>/"  # a publish asks, and a page shows a picture that is not public
    r"|users/<int:pk>/second-factor/"  # nobody has one in the demo
    r"|signups/<int:pk>/(exception|accept)/"  # nobody waits in the demo
    r"|messages/<int:pk>/|members/<int:membership>/again/"
    r"|/(revert|unschedule|view)/$|/revisions/compare/|/(lock|unlock)/"
    r"|/workflow/|/workflow_history/"  # nothing is submitted in the demo
)


def is_ours(name: str, view) -> bool:
    module = inspect.unwrap(getattr(view, "view_class", view)).__module__
    return module.split(".")[0] in ROOMS or bool(OUR_SNIPPETS.match(name))


def our_routes(resolver: URLResolver | None = None, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str]]:
    """Yield the pattern and the name of each address of the admin whose view is ours or shows our snippets."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from our_routes(entry, prefix + str(entry.pattern), inner)
        elif prefix.startswith("admin/") and is_ours(name := f"{namespace}{entry.name or ''}", entry.callback):
            yield prefix + str(entry.pattern), name


def starts() -> Iterator[str]:
    """Yield what the menu leads to, an account, a wave of sign-ups, and a sign-up in each state."""
    yield reverse("wagtailadmin_home")
    for _route, name in our_routes():
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue
    yield reverse("wagtailusers_users:edit", args=[User.objects.earliest("pk").pk])
    # Wagtail's own lists lead there.
    for name, model in (("wagtaillocales", Locale), ("wagtailsites", Site), ("wagtailusers_groups", Group)):
        for action in ("edit", "delete"):
            yield reverse(f"{name}:{action}", args=[model.objects.latest("pk").pk])
    yield reverse("signups:release", args=[Event.objects.latest("starts_at").pk])
    # The code on a sheet of paper leads there.
    yield reverse("check_in_by_reference", args=[Signup.objects.filter(state="confirmed").earliest("pk").reference])
    for state in Signup.objects.order_by().values_list("state", flat=True).distinct():
        yield reverse("signups:detail", args=[Signup.objects.filter(state=state).earliest("pk").pk])


def test_all_that_posts_on_every_screen_of_ours_carries_a_token(demo):  # X1
    # The demo words no mail anew, has no film and no series.
    MailText.objects.create(kind="reminder", locale=Locale.get_default(), addition="Bitte seien Sie pünktlich.")
    make_video()
    EventSeries.objects.create(name="Abende")
    client = BrowserClient()
    client.force_login(make_admin("everything"))
    waiting, seen, opened, statuses = deque(starts()), set(), Counter(), {}
    while waiting:
        path = waiting.popleft()
        match = resolve(path)
        is_wanted = is_ours(match.view_name or "", match.func) or path == reverse("wagtailadmin_home")
        # The first may be a translation, whose editor leads to less.
        has_enough = match.kwargs and opened[match.route] >= 3 and match.view_name != "signups:detail"
        if path in seen or not is_wanted or has_enough or match.view_name in ANSWERS_POSTS_ONLY:
            continue
        seen.add(path)
        opened[match.route] += 1
        # The client fails the test for a form without a token.
        response = client.get(path, follow=True)
        statuses[path] = response.status_code
        if not response.streaming and response.headers["Content-Type"].startswith("text/html"):
            waiting.extend(urlsplit(unescape(link)).path for link in LINK.findall(response.text))
    assert {path: status for path, status in statuses.items() if status != 200} == {}
    never = {route for route, name in our_routes() if not opened[route] and name not in ANSWERS_POSTS_ONLY}
    assert {route for route in never if not NOT_LED_TO.search(route)} == set()
