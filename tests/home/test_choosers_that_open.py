"""A form offers no window to choose from that is closed to whoever fills it in."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, ensure_roles
from tests.browser_client import BrowserClient
from tests.builders import make_event_index, make_frame, make_home
from tests.home.test_roles import member

pytestmark = pytest.mark.django_db
CHOOSER = re.compile(r'data-chooser-url="([^"]+)"')


def forms_to_add() -> list[str]:
    """The addresses of the forms in which something new is written: of each snippet, and of each type of page."""
    addresses = []
    for model in get_snippet_models():
        try:
            addresses.append(reverse(model.snippet_viewset.get_url_name("add")))
        except NoReverseMatch:
            continue
    for parent in Page.objects.filter(depth__gt=1).specific():
        for kind in parent.allowed_subpage_models():
            addresses.append(
                reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, parent.pk])
            )
    return addresses


@pytest.mark.parametrize("role", [EDITORS, CHIEF_EDITORS, ADMINISTRATORS])
def test_every_chooser_of_a_form_answers_whoever_may_open_the_form(role):  # X10 E1
    make_event_index(make_home())
    make_frame()
    ensure_roles()
    client = BrowserClient()
    client.force_login(member(role))
    opened, closed = set(), set()
    for address in forms_to_add():
        form = client.get(address)
        if form.status_code != 200:
            continue
        for chooser in (urlsplit(found).path for found in CHOOSER.findall(form.content.decode())):
            opened.add(chooser)
            if client.get(chooser).status_code != 200:
                closed.add((address, chooser))
    assert (len(opened) > 3, closed) == (True, set())
