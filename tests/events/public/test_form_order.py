"""The form asks first for what has to be said; the rest is folded, and opens where something stands in it."""

import json
import re

import pytest

from events.models import Event
from events.models.enums import EventAccess
from tests.builders import make_event, make_event_index, make_event_page, make_frame, make_home, make_signup_form_row
from tests.events.road import filled, form_path, question

pytestmark = pytest.mark.django_db

FOLD = re.compile(r'<details class="fold"( open)?>')


@pytest.fixture
def event():
    questions = [
        question("text", "Wie geht es?", "how"),
        question("text", "Woher kommen Sie?", "from", required=True),
    ]
    event = make_event(signup_form=make_signup_form_row(questions=json.dumps(questions)))
    make_event_page(make_event_index(make_home()), event)
    return event


def order(response) -> list[str]:
    return [name for name in response.context["form"].fields if name not in ("started", "honeypot")]


def folds(response) -> list[bool]:
    return [bool(is_open) for is_open in FOLD.findall(response.content.decode())]


def test_what_has_to_be_said_comes_first_and_the_rest_is_folded(client, event):  # S3 P13
    response = client.get(form_path(event))
    required = ["given_name", "family_name", "email", "q-from"]
    needs = ["needs", "needs_language", "needs_note", "needs_consent"]
    assert order(response) == [*required, "organisation", "q-how", *needs, "consent"]
    assert folds(response) == [False, False]


def test_who_is_invited_sees_the_field_for_the_code(client, event):  # S10
    Event.objects.update(access=EventAccess.INVITATION)
    assert order(client.get(form_path(event)))[3:6] == ["code", "q-from", "organisation"]


@pytest.mark.parametrize(
    ("typed", "open_ones"),
    [
        ({"organisation": "Verein"}, [True, False]),
        ({"needs": "step_free"}, [False, True]),
        ({"organisation": "x" * 201, "needs_language": "zz"}, [True, True]),
    ],
)
def test_a_group_is_open_where_something_stands_in_it_or_is_wrong(client, event, typed, open_ones):  # S3 A2
    data = filled(client, form_path(event), **{"q-from": ""}, **typed)
    assert folds(client.post(form_path(event), data)) == open_ones


def test_the_error_summary_links_into_the_open_group(client, event):  # S3 A1
    data = filled(client, form_path(event), **{"q-from": "Nah"}, organisation="x" * 201)
    page = client.post(form_path(event), data).content.decode()
    assert re.findall(r'<a href="#(id_\w+)">', page) == ["id_organisation"]
    group = page[page.index('<details class="fold" open>') :]
    assert 0 < group.index('id="id_organisation"') < group.index("</details>")


@pytest.mark.parametrize("is_set", [True, False])
def test_the_privacy_page_is_linked_at_the_consent(client, event, is_set):  # V2 S3
    page = event.pages.get()
    make_frame(privacy_page=page if is_set else None)
    text = client.get(form_path(event)).content.decode()
    links = re.findall(r'<a href="([^"]*)" target="_blank" rel="noopener">', text)
    assert links == ([page.url] if is_set else [])
    behind = text[text.index('name="consent"') :]
    assert (-1 < behind.find('target="_blank"') < behind.index('type="submit"')) == is_set
