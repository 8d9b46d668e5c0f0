"""One screen makes an event, its form and its German page, as drafts that belong together."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.desk.making.make_event import make_event
from events.models import Event, EventPage, SignupForm
from home.roles import CHIEF_EDITORS, EDITORS, NEEDS_STAFF, SIGNUP_STAFF, TRANSLATORS
from tests.browser_client import BrowserClient
from tests.builders import (
    BERLIN,
    make_event_index,
    make_event_row,
    make_home,
    make_signup_form_row,
    make_venue_row,
)
from tests.events.desk.making.drafts import member_of, which_are_live

pytestmark = pytest.mark.django_db
URL = "/admin/events/new/"
START = (timezone.now() + timedelta(days=40)).astimezone(BERLIN).replace(hour=18, minute=0, second=0, microsecond=0)


@pytest.fixture
def index():
    return make_event_index(make_home())


@pytest.fixture
def editor(index) -> BrowserClient:
    client = BrowserClient()
    client.force_login(member_of(EDITORS))
    return client


def shown(client) -> dict:
    """What the form sends when nobody touches it."""
    response = client.get(URL)
    assert response.status_code == 200
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in values.items() if value not in (None, [], "")}
    return {**sent, "once": response.context["once"]}


def typed(client, **changes) -> dict:
    needed = {"name": "Sommerfest", "starts_at": START.strftime("%Y-%m-%d %H:%M"), "summary": "Wir feiern."}
    return {**shown(client), **needed, **changes}


def errors(response) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def test_three_fields_make_three_drafts_that_belong_together(editor):  # E2
    venue = make_venue_row()
    response = editor.post(URL, typed(editor), follow=True)
    page = EventPage.objects.get()
    event = page.event
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[page.pk]), 302)]
    assert (page.title, page.summary, page.locale.language_code) == ("Sommerfest", "Wir feiern.", "de")
    assert (event.name, event.starts_at, event.ends_at) == ("Sommerfest", START, START + timedelta(hours=2))
    assert (event.venue, event.capacity, event.waiting_list_size, event.confirm_email) == (venue, 50, 30, True)
    assert (event.signup_form.title, event.languages_spoken) == ("Anmeldung: Sommerfest", ["de"])
    assert event.signup_form.consent.startswith("Ich bin einverstanden")
    assert which_are_live(page) == {"form": False, "event": False, "page": False}
    assert [one.latest_revision.user.username for one in (page, event, event.signup_form)] == [EDITORS] * 3


def test_place_and_form_of_the_last_event_are_proposed(editor):  # E2
    make_venue_row(name="Anderswo")
    last = make_event_row(venue=make_venue_row(name="Stadthaus"), signup_form=make_signup_form_row(title="Üblich"))
    make_signup_form_row(title="Neuer")
    values = shown(editor)
    assert (values["venue"], values["form_choice"]) == (last.venue_id, str(last.signup_form_id))
    editor.post(URL, typed(editor))
    event = EventPage.objects.get().event
    assert (event.venue, event.signup_form, SignupForm.objects.count()) == (last.venue, last.signup_form, 2)


def test_what_was_typed_stands_on_the_page_as_the_editor_would_have_written_it(editor, client):  # E2
    make_venue_row()
    texts = {
        "text": "Erster <Absatz>.\nNeue Zeile.\n\nZweiter & letzter.",
        "invited": "Alle, die hier wohnen.",
        "programme": "18:00 Begrüßung\n18.30 Uhr Gespräch",
    }
    editor.post(URL, typed(editor, **texts))
    page = EventPage.objects.get()
    assert page.body[0].value.source == "<p>Erster &lt;Absatz&gt;.<br/>Neue Zeile.</p><p>Zweiter &amp; letzter.</p>"
    assert page.invited == "<p>Alle, die hier wohnen.</p>"
    assert [(part.value["time"], part.value["title"]) for part in page.programme] == [
        (time(18), "Begrüßung"),
        (time(18, 30), "Gespräch"),
    ]
    preview = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert (preview.status_code, "Gespräch" in preview.text) == (200, True)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"summary": ""}, "summary"),
        ({"starts_at": "am Abend"}, "starts_at"),
        ({"starts_at": "2001-01-01 18:00"}, "starts_at"),
        ({"ends_at": (START - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")}, "ends_at"),
        ({"signup_closes_at": (START + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")}, "signup_closes_at"),
        ({"capacity": "0"}, "capacity"),
        ({"programme": "Begrüßung"}, "programme"),
        ({"venue": ""}, "venue"),
        ({"summary": "x" * 501}, "summary"),
        ({"form_choice": "999"}, "form_choice"),
    ],
)
def test_wrong_facts_are_told_at_their_field_and_nothing_typed_is_lost(editor, changes, wrong):  # E2 E10
    make_venue_row()
    values = typed(editor, text="Ein langer Text.", **changes)
    response = editor.post(URL, values)
    assert (response.status_code, list(errors(response))) == (200, [wrong])
    assert "Ein langer Text." in response.text
    assert (Event.objects.count(), EventPage.objects.count(), SignupForm.objects.count()) == (0, 0, 0)


def test_a_folded_section_is_open_where_something_in_it_is_wrong(editor):  # E2 A8
    make_venue_row()
    assert editor.get(URL).text.count("<details") - editor.get(URL).text.count(" open>") == 2
    closing = (START + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    assert editor.post(URL, typed(editor, signup_closes_at=closing)).text.count(" open>") == 1


def test_a_form_that_is_sent_twice_makes_one_event(editor):  # E2 E10
    make_venue_row()
    values = typed(editor)
    first = editor.post(URL, values)
    second = editor.post(URL, values)
    assert (first.status_code, second["Location"], Event.objects.count()) == (302, first["Location"], 1)


def test_a_form_whose_mark_was_changed_makes_an_event_of_its_own(editor):
    make_venue_row()
    for _time in range(2):
        editor.post(URL, typed(editor, once="abcdefghij"))
    assert Event.objects.count() == 2


def test_where_the_page_is_refused_neither_form_nor_facts_are_there(index):  # E2
    venue = make_venue_row()
    event = Event(name="X", starts_at=START, ends_at=START + timedelta(hours=1), venue=venue, capacity=50)
    form = SignupForm(title="Anmeldung", consent="Ja.", locale=index.locale)
    texts = {"summary": "", "text": "", "invited": "", "programme": []}
    with pytest.raises(ValidationError):
        make_event(event, form, texts, index, member_of(EDITORS))
    assert (Event.objects.count(), SignupForm.objects.count(), EventPage.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("role", "may"),
    [(EDITORS, True), (CHIEF_EDITORS, True), (TRANSLATORS, False), (SIGNUP_STAFF, False), (NEEDS_STAFF, False)],
)
def test_those_who_write_events_are_led_there_and_others_are_not(index, client, role, may):  # E2 E6
    client.force_login(member_of(role))
    assert client.get(URL).status_code == (200 if may else 302)
    lists = [client.get(address).text for address in ("/admin/", "/admin/snippets/events/event/")]
    assert [f'href="{URL}"' in text for text in lists] == [may, may]


def test_without_a_list_of_events_the_screen_says_what_is_missing(client):  # E2 E11
    make_home()
    client.force_login(member_of(EDITORS))
    response = client.get(URL, follow=True)
    assert "The site has no list of events yet. Make that page first." in response.text


def test_a_site_without_a_place_says_so_at_the_field(editor):  # E11
    response = editor.post(URL, typed(editor))
    assert list(errors(response)) == ["venue"]


def test_an_event_that_was_made_this_way_begins_where_clocks_change(editor):
    make_venue_row()
    start = datetime(START.year + 1, 3, 28, 18, 0, tzinfo=BERLIN)
    editor.post(URL, typed(editor, starts_at=start.strftime("%Y-%m-%d %H:%M")))
    assert Event.objects.get().starts_at == start


def test_the_page_says_what_comes_next_and_the_button_submits_it(editor):  # E2 E6
    make_venue_row()
    editor.post(URL, typed(editor))
    page = EventPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    text = editor.get(edit).text
    assert text.count('name="action-submit"') == 2
    assert [one in text for one in ("Event: ", "Sign-up form: ", "This goes live together with the page")] == [True] * 3
    values = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "event": page.event_id,
        "organizer": "",
        "invited": "null",
        **{f"{name}-count": "0" for name in ("programme", "body", "results")},
        "action-submit": "action-submit",
    }
    response = editor.post(edit, values, follow=True)
    assert response.redirect_chain == [(edit, 302)]
    assert "waits for approval, with all that goes live with it" in response.text
    assert EventPage.objects.get().workflow_in_progress is True


@pytest.mark.parametrize("changes", [{"starts_at": "9999-12-31 23:30"}, {"ends_at": "9999-12-31 23:30"}])
def test_a_year_that_is_a_slip_is_told_at_its_field(editor, changes):  # E2
    make_venue_row()
    response = editor.post(URL, typed(editor, **changes))
    said = "Dieser Tag liegt zu weit in der Zukunft: Bitte prüfen Sie das Jahr."
    assert errors(response) == {name: [said] for name in changes}
    assert Event.objects.count() == 0
