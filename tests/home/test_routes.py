"""Every address that the site has, and by which rule it may tell of a file (X2): a new one must name its rule."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from django.utils import translation

from cms.models import User
from cms.pictures.renditions import PUBLIC_NAME
from home.roles import SIGNUP_STAFF, TRANSLATORS
from tests.browser_client import BrowserClient
from tests.builders import make_home
from tests.downloads.publications import add_file, make_publication, make_working_group

# The rule decides: ``tests/home/test_file_matrix.py`` walks this road with every role.
ASKS_THE_RULE = {
    "downloads/<slug:public_id>/<str:filename>",
    "de/downloads.xml",
    "de/search/",
    "de/working-groups/",
    "de/^((?:[\\w\\-]+/)*)$",
}
# Nothing on them comes from a publication; the matrix looks at those that answer to a plain GET.
NAMES_NO_FILE = {
    "account/again/code/",
    "account/again/passkey/",
    "account/again/password/",
    "account/inactive/",
    "account/login/",
    "account/login/code/",
    "account/login/passkey/",
    "account/logout/",
    "account/second-factor/",
    "account/second-factor/app/",
    "account/second-factor/app/remove/",
    "account/second-factor/passkeys/",
    "account/second-factor/passkeys/<int:pk>/remove/",
    "account/second-factor/passkeys/add/",
    "account/second-factor/recovery-codes/",
    "account/second-factor/recovery-codes/new/",
    "account/session/",
    "^colours/(?P<light>[0-9a-f]{6})-(?P<dark>[0-9a-f]{6})\\.(?P<digest>[0-9a-f]{12})\\.css$",
    "apple-touch-icon.png",
    "favicon.ico",
    "sitemap.xml",
    "sitemap-<int:number>.xml",
    "robots.txt",
    ".well-known/security.txt",
    "de/calendar.ics",
    "de/news.xml",
    "de/event/<slug:public_id>/",
    "de/event/<slug:public_id>.ics",
    "de/barrier-report/",
    "de/barrier-report/sent/",
    "de/security/",
    "de/working-groups/log-in/",
    "de/working-groups/log-out/",
    "de/working-groups/password/",
    "de/working-groups/password/sent/",
    "de/working-groups/password/<str:token>/",
    "de/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    "de/_util/login/",
    "de/signup/<slug:public_id>/",
    "de/signup/<slug:public_id>/mailbox/",
    "de/signup/<slug:public_id>/link/",
    "de/signup/<slug:public_id>/link/sent/",
    "de/signup/<slug:public_id>/cancel-by-code/",
    "de/signup/<slug:public_id>/cancelled/",
    "de/my-signup/erased/",
    "de/my-signup/<str:token>/",
    "de/my-signup/<str:token>/confirm/",
    "de/my-signup/<str:token>/cancel/",
    "de/my-signup/<str:token>/accept/",
    "de/my-signup/<str:token>/correct/",
    "de/my-signup/<str:token>/another/",
    "de/my-signup/<str:token>/erase/",
    "de/my-signup/<str:token>/data.json",
    "de/my-signup/<str:token>/event.ics",
}
# Videos and their captions only, by the rule of the pages that show them.
NAMES_NO_FILE |= {"videos/<str:name>", "videos/<str:name>/<slug:language>.vtt"}
# Pictures only (the first in development): a file of a publication has neither a rendition's name nor its folder.
SERVES_PICTURES = {rf"^media/(?P<path>{PUBLIC_NAME})$", "pictures/<str:name>/"}

# Wagtail's own page that fails on purpose, one that asks for more than an address, one that warns of its own order.
NO_PLAIN_PAGE = re.compile(r"admin/(failwhale|logout|pages/.*/set_position|localize/reports/translations)")


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Yield every pattern of the site, joined with those above it."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, pattern)
        else:
            yield pattern


def test_every_address_outside_the_admin_has_a_rule_for_files():  # X2
    # The prefix of a language is that of the moment.
    with translation.override("de"):
        there = sorted({route for route in routes() if not route.startswith("admin/")})
    declared = ASKS_THE_RULE | NAMES_NO_FILE | (SERVES_PICTURES if settings.SERVE_MEDIA else set())
    assert there == sorted(declared)


def admin_addresses(number: int) -> Iterator[str]:
    """Yield every address of the admin, with this number wherever an object's is asked for."""
    for route in routes():
        if route.startswith("admin/") and not NO_PLAIN_PAGE.match(route):
            address = re.sub(r"\(\?P<\w+>[^)]*\)|<int:\w+>|<(str:)?pk>", str(number), route)
            address = re.sub(r"<slug:app_label>|<app_label>", "downloads", address)
            address = re.sub(r"<slug:model_name>|<model_name>", "publication", address)
            address = re.sub(r"<\w+:?\w*>", "downloads", address)
            yield "/" + re.sub(r"[\^$?\\]", "", address)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [SIGNUP_STAFF, TRANSLATORS])
def test_no_address_of_the_admin_tells_of_a_draft_to_staff_without_drafts(role):  # X2 D3 E6
    make_home()
    publication = make_publication("Name des Entwurfs", groups=[make_working_group("Gruppe des Entwurfs")])
    file = add_file(publication, title="Titel des Entwurfs")
    user = User.objects.create_user("staff", "staff@stadt.example", "vier lange Wörter hier")
    user.groups.add(Group.objects.get(name=role))
    client = BrowserClient(raise_request_exception=False)
    client.force_login(user)
    traces = [b"des Entwurfs", file.public_id.encode(), publication.public_id.encode()]
    told = []
    for address in admin_addresses(publication.pk):
        response = client.get(address)
        if not response.streaming and any(trace in response.content for trace in traces):
            told.append(address)
    assert "\n".join(told) == ""
