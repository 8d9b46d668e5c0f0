"""How editors see a sign-up form before it is published."""

import re

import pytest
from django.urls import reverse

from events.models import Signup
from tests.builders import make_admin, make_event, make_event_index, make_event_page, make_home, make_staff
from tests.cms.languages.translating import begin, page

pytestmark = pytest.mark.django_db
EDITOR = ["events.change_event", "events.change_signupform"]


@pytest.fixture
def event():
    event = make_event("Werkstatt")
    make_event_page(make_event_index(make_home()), event, "Werkstatt")
    return event


def preview(client, form, mode: str, **changes) -> str:
    """What the panel shows of the form as it is typed."""
    address = reverse("wagtailsnippets_events_signupform:preview_on_edit", args=[form.pk])
    typed = {"title": form.title, "intro": form.intro, "questions-count": 0, "consent": form.consent, **changes}
    assert client.post(address, typed).json() == {"is_valid": True, "is_available": True}
    response = client.get(address, {"mode": mode})
    assert response.status_code == 200
    return response.content.decode()


def test_the_form_stands_in_the_preview_as_visitors_will_see_it(client, event):  # E3 S11
    client.force_login(make_staff("editor", *EDITOR))
    shown = preview(client, event.signup_form, str(event.pk), intro="Schön, dass Sie kommen.", consent="Ja, speichern.")
    assert shown.count("Schön, dass Sie kommen.") == 1
    assert shown.count("Ja, speichern.") == 1
    assert re.findall(r'name="(family_name|email|consent)"', shown) == ["family_name", "email", "consent"]
    assert shown.count('class="error-summary') == 0


def test_it_is_shown_with_its_errors_and_nobody_is_signed_up(client, event):  # E3 S3
    client.force_login(make_staff("editor", *EDITOR))
    shown = preview(client, event.signup_form, f"{event.pk}-errors")
    assert re.findall(r'href="#id_(\w+)"', shown) == ["given_name", "family_name", "email", "consent"]
    assert Signup.objects.count() == 0


def test_a_translation_shows_the_german_questions_that_it_lacks(client, event):  # E3 L9
    english = page(begin(event.signup_form))
    client.force_login(make_admin())
    shown = preview(client, english, str(event.pk), consent="Yes, store it.")
    assert shown.count('<html lang="en"') == 1
    assert shown.count("Yes, store it.") == 1


def test_nothing_can_be_sent_from_the_preview(client, event):  # E3 X1
    client.force_login(make_staff("editor", *EDITOR))
    shown = preview(client, event.signup_form, str(event.pk))
    assert re.findall(r'<form class="form" method="(\w+)"', shown) == ["dialog"]


def test_only_events_that_can_be_chosen_are_shown(client, event):  # X1
    client.force_login(make_staff("editor", *EDITOR))
    preview(client, event.signup_form, str(event.pk))
    address = reverse("wagtailsnippets_events_signupform:preview_on_edit", args=[event.signup_form.pk])
    assert [client.get(address, {"mode": mode}).status_code for mode in ("999", "x", f"{event.pk}-x")] == [403] * 3
