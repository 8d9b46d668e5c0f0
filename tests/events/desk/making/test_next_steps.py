"""After each save the next step is offered."""

import pytest
from django.urls import reverse

from cms.consequences.answers import answered_by
from events.models import EventPage
from home.roles import CHIEF_EDITORS, EDITORS
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_event_index, make_event_row, make_home, open_language, translate
from tests.events.consequences.asking import EDIT, Editor, typed
from tests.events.desk.making.drafts import make_drafts, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    index = make_event_index(make_home())
    for code in ("en", "de-simple"):
        open_language(code)
        translate(index, code)
    return index


def edit_url(page: EventPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_saved_facts_lead_to_the_page_with_which_they_go_live(index):  # E2
    page = make_drafts(index)
    chief = Editor(member_of(CHIEF_EDITORS))
    response = chief.post(reverse(EDIT, args=[page.event_id]), typed(page.event))
    assert "Next: the page of the event, with which a draft of the facts goes live." in response.text
    assert f'href="{edit_url(page)}"' in response.text


def test_facts_without_a_page_lead_nowhere(index):
    event = make_event_row()
    chief = Editor(member_of(CHIEF_EDITORS))
    response = chief.post(reverse(EDIT, args=[event.pk]), typed(event))
    assert "Go to the page" not in response.text


def test_a_published_page_leads_to_the_languages_that_are_missing(index):  # E2 L7
    page = make_drafts(index)
    translate(page, "en", live=False)
    chief = Editor(member_of(CHIEF_EDITORS))
    revision = page.get_latest_revision()
    question = chief.client.get(reverse("consequences_question", args=["publish", revision.pk]))
    response = chief.press(question)
    assert "Next: the other languages." in response.text
    assert reverse("create_simple_german_page", args=[page.pk]) in response.text
    assert f"submit/page/{page.pk}/?select_locale=en" not in response.text


def steps(client, page: EventPage) -> bool:
    return 'id="next-steps-heading"' in client.get(edit_url(page)).text


def test_only_the_draft_of_the_german_page_shows_its_steps(index):  # E2
    client = BrowserClient()
    client.force_login(member_of(EDITORS))
    page = make_drafts(index)
    english = translate(page, "en", live=False)
    assert (steps(client, page), steps(client, english)) == (True, False)
    with answered_by("tests"):
        page.get_latest_revision().publish()
    assert steps(client, page) is False


def test_what_is_live_already_is_named_as_such(index):  # E2
    client = BrowserClient()
    client.force_login(member_of(EDITORS))
    page = add_page(index, "Werkstatt", EventPage, event=make_event_row(), live=False)
    text = client.get(edit_url(page)).text
    assert ("are published already." in text, "This goes live together with the page" in text) == (True, False)


def test_whoever_publishes_gets_that_button_instead_of_the_approval(index):  # E2 E6
    client = BrowserClient()
    client.force_login(member_of(CHIEF_EDITORS))
    text = client.get(edit_url(make_drafts(index))).text
    assert ("Publish everything" in text, text.count('name="action-publish"')) == (True, 2)
