"""An event is copied to another day with its page in all languages, and without its people."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.models import Translation

from cms.consequences.answers import answered_by
from cms.languages.board.simple_german import create_simple_german
from cms.languages.models import KeptTranslation, TranslationState
from cms.languages.state.untranslated import count_german_sentences
from events.desk.making.copy_event import OWN_FACTS, copy_event, same_day_next_year
from events.models import Event, EventPage, InvitationCode, Message, Signup
from home.roles import CHIEF_EDITORS, EDITORS, NEEDS_STAFF, SIGNUP_STAFF, TRANSLATORS
from tests.browser_client import BrowserClient
from tests.builders import (
    BERLIN,
    add_page,
    make_event_index,
    make_event_row,
    make_frame,
    make_home,
    open_language,
    signed_up_and_confirmed,
    translate,
)
from tests.cms.languages.translating import begin, write
from tests.events.desk.making.drafts import member_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 12, tzinfo=BERLIN)
START = datetime(2026, 6, 10, 18, tzinfo=BERLIN)  # a Wednesday
NEXT = date(2027, 6, 9)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def event() -> Event:
    return make_event_row(
        name="Sommerfest",
        starts_at=START,
        ends_at=START + timedelta(hours=3),
        signup_opens_at=datetime(2026, 3, 1, 9, tzinfo=BERLIN),
        signup_closes_at=datetime(2026, 6, 8, 20, tzinfo=BERLIN),
        cancel_until=datetime(2026, 6, 9, 20, tzinfo=BERLIN),
        needs_order_by=date(2026, 5, 27),
        status="moved",
        capacity=7,
        languages_interpreted=["en"],
    )


@pytest.fixture
def page(event) -> EventPage:
    """With an English translation sentence by sentence, and a simple German version; all are live."""
    make_frame()
    home = make_home()
    index = make_event_index(home)
    for code in ("en", "de-simple"):
        open_language(code)
        translate(index, code)
    page = add_page(
        index,
        "Sommerfest 2026",
        EventPage,
        slug="sommerfest-2026",
        summary="Wir feiern am 10. Juni 2026.",
        event=event,
        body=[("text", RichText("<p>Es gibt Kuchen.</p>"))],
        results=[("text", RichText("<p>Es war schön.</p>"))],
    )
    translation = begin(page)
    for german, english in {
        "Sommerfest 2026": "Summer party 2026",
        "Wir feiern am 10. Juni 2026.": "We celebrate on 10 June 2026.",
        "Es gibt Kuchen.": "There is cake.",
        "Es war schön.": "It was nice.",
    }.items():
        write(translation, german, english)
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()
    simple = create_simple_german(page)
    simple.title, simple.summary = "Wir feiern", "Das Fest ist am 10. Juni."
    with answered_by("tests"):
        simple.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


@pytest.fixture
def editor():
    return member_of(EDITORS)


def copies(event: Event) -> dict[str, EventPage]:
    return {page.locale.language_code: page for page in EventPage.objects.filter(event=event)}


def test_every_moment_moves_by_whole_weeks_at_the_same_time_of_day(event, editor):  # E5
    copy = copy_event(event, NEXT, editor).event
    assert copy.starts_at == datetime(2027, 6, 9, 18, tzinfo=BERLIN)
    assert (copy.ends_at, copy.cancel_until) == (
        datetime(2027, 6, 9, 21, tzinfo=BERLIN),
        datetime(2027, 6, 8, 20, tzinfo=BERLIN),
    )
    assert (copy.signup_opens_at, copy.signup_closes_at, copy.needs_order_by) == (
        datetime(2027, 2, 28, 9, tzinfo=BERLIN),
        datetime(2027, 6, 7, 20, tzinfo=BERLIN),
        date(2027, 5, 26),
    )


def test_over_a_change_of_clocks_the_time_of_day_stays(event, editor):  # E5
    copy = copy_event(event, date(2026, 12, 9), editor).event
    assert timezone.localtime(copy.starts_at).isoformat() == "2026-12-09T18:00:00+01:00"


def test_all_facts_are_taken_over_but_those_of_the_old_events_life(event, editor):  # E5
    copy = Event.objects.get(pk=copy_event(event, NEXT, editor).event.pk)
    moved = {"starts_at", "ends_at", "signup_opens_at", "signup_closes_at", "cancel_until", "needs_order_by"}
    same = [one.attname for one in Event._meta.concrete_fields if one.name not in OWN_FACTS | moved]
    assert [(name, getattr(copy, name)) for name in same] == [(name, getattr(event, name)) for name in same]
    assert (copy.status, copy.live, copy.has_unpublished_changes) == ("planned", False, True)
    assert copy.public_id != event.public_id
    assert (copy.latest_revision.user, copy.seat_book.signups_erased_at) == (editor, copy.erased_at)


def test_nobody_and_nothing_of_the_people_comes_along(event, page, editor):  # E5 D1
    signed_up_and_confirmed(event)
    InvitationCode.objects.create(event=event, organisation="Verein", code="ABCDEF", seats=2, valid_until=START)
    copied = copy_event(event, NEXT, editor)
    of_copy = {"event": copied.event}
    assert [model.objects.filter(**of_copy).count() for model in (Signup, InvitationCode, Message)] == [0, 0, 0]
    assert {code: len(one.results) for code, one in copies(copied.event).items()} == {"de": 0, "en": 0, "de-simple": 0}
    assert len(EventPage.objects.get(pk=page.pk).results) == 1


def test_each_language_has_a_draft_with_its_text_below_its_own_list(event, page, editor):  # E5 L3
    copied = copy_event(event, NEXT, editor)
    there = copies(copied.event)
    assert {code: (one.title, one.slug, one.live) for code, one in there.items()} == {
        "de": ("Sommerfest 2026", "sommerfest-2027", False),
        "en": ("Summer party 2026", "sommerfest-2027", False),
        "de-simple": ("Wir feiern", "sommerfest-2027", False),
    }
    assert there["en"].summary == "We celebrate on 10 June 2026."
    assert {one.translation_key for one in there.values()} == {copied.page.translation_key}
    assert copied.page.translation_key != page.translation_key
    assert {code: one.get_parent().locale.language_code for code, one in there.items()} == {
        code: code for code in there
    }
    assert all(one.latest_revision.user == editor for one in there.values())


def test_the_old_event_keeps_its_pages_and_one_in_each_language(event, page, editor):  # E5
    before = list(EventPage.objects.filter(event=event).order_by("pk").values("pk", "slug", "live", "translation_key"))
    copy_event(event, NEXT, editor)
    assert (
        list(EventPage.objects.filter(event=event).order_by("pk").values("pk", "slug", "live", "translation_key"))
        == before
    )


def test_a_translator_goes_on_with_the_sentences_of_the_copy(event, page, editor, client):  # E5 L7
    copied = copy_event(event, NEXT, editor)
    english = copies(copied.event)["en"]
    assert count_german_sentences(english) == 0
    client.force_login(member_of(TRANSLATORS))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
    assert response.templates[0].name == "wagtail_localize/admin/edit_translation.html"
    assert ("There is cake." in response.text, "It was nice." in response.text) == (True, False)
    translation = Translation.objects.get(source__object_id=copied.page.translation_key)
    translation.save_target(publish=False)
    english.refresh_from_db()
    draft = english.get_latest_revision_as_object()
    assert (draft.title, draft.event_id) == ("Summer party 2026", copied.event.pk)


def test_sentences_that_name_a_day_or_the_old_year_are_marked(event, page, editor):  # E5 L4
    copied = copy_event(event, NEXT, editor)
    marked = KeptTranslation.objects.filter(translation__context__object_id=copied.page.translation_key)
    assert sorted(marked.values_list("translation__data", flat=True)) == [
        "Summer party 2026",
        "We celebrate on 10 June 2026.",
    ]
    assert [fact.text for fact in copied.dates] == ["2026", "10. Juni 2026"]


def test_a_translation_counts_as_out_of_date_until_its_dates_were_looked_at(event, page, editor):  # E5 L4
    copied = copy_event(event, NEXT, editor)
    with answered_by("tests"):
        copied.page.get_latest_revision().publish()
        for page in copies(copied.event).values():
            if page.locale.language_code != "de":
                page.get_latest_revision().publish()
    states = TranslationState.objects.filter(translation_key=copied.page.translation_key)
    outdated = {state.locale.language_code: state.outdated_since is not None for state in states}
    assert outdated == {"de": False, "en": True, "de-simple": True}
    translation = Translation.objects.get(source__object_id=copied.page.translation_key)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        write(translation, "Sommerfest 2026", "Summer party 2027")
        write(translation, "Wir feiern am 10. Juni 2026.", "We celebrate on 9 June 2027.")
        translation.save_target(publish=False)
        translation.get_target_instance().get_latest_revision().publish()
    assert states.get(locale__language_code="en").outdated_since is None


def test_what_was_out_of_date_stays_so_in_the_copy(event, page, editor):  # E5 L4
    page.body = [("text", RichText("<p>Es gibt Eis.</p>"))]
    with answered_by("tests"):
        page.save_revision().publish()
    assert TranslationState.objects.get(translation_key=page.translation_key, locale__language_code="en").outdated_since
    copied = copy_event(event, NEXT, editor)
    state = TranslationState.objects.get(translation_key=copied.page.translation_key, locale__language_code="en")
    assert ([text for text in state.german.values() if text == ["Es gibt Kuchen."]], bool(state.outdated_since)) == (
        [["Es gibt Kuchen."]],
        True,
    )


def test_a_translation_that_was_never_published_is_copied_as_it_was_written(event, editor):  # E5
    make_frame()
    index = make_event_index(make_home())
    open_language("en")
    translate(index, "en")
    page = add_page(index, "Fest", EventPage, event=event, summary="Wir feiern.")
    translation = begin(page)
    write(translation, "Fest", "Party")
    translation.save_target(publish=False)
    copied = copy_event(event, NEXT, editor)
    english = copies(copied.event)["en"]
    assert english.get_latest_revision_as_object().title == "Party"
    assert count_german_sentences(english) == 1


def test_an_event_without_a_page_is_copied_alone(event, editor):  # E5
    assert (copy_event(event, NEXT, editor).page, Event.objects.count()) == (None, 2)


def test_where_one_page_fails_nothing_is_copied(event, page, editor):  # E5
    english = EventPage.objects.get(locale__language_code="en")
    Page.objects.filter(pk=english.pk).update(title="")
    with pytest.raises(ValidationError):
        copy_event(event, NEXT, editor)
    assert (Event.objects.count(), EventPage.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    ("start", "today", "proposed"),
    [
        (date(2026, 6, 10), date(2026, 6, 11), date(2027, 6, 9)),
        (date(2026, 6, 10), date(2026, 3, 1), date(2027, 6, 9)),
        (date(2024, 2, 29), date(2026, 1, 5), date(2026, 2, 26)),
    ],
)
def test_the_proposal_is_the_same_day_of_the_week_and_still_to_come(start, today, proposed):  # E5
    event = Event(starts_at=datetime(start.year, start.month, start.day, 18, tzinfo=BERLIN))
    assert same_day_next_year(event, today) == proposed
    assert proposed.weekday() == start.weekday()


@pytest.fixture
def desk(page, editor) -> BrowserClient:
    client = BrowserClient()
    client.force_login(editor)
    return client


def test_one_field_and_one_button_make_the_copy_and_lead_to_its_page(desk, event):  # E5
    url = reverse("copy_event", args=[event.pk])
    screen = desk.get(url)
    assert list(screen.context["form"].fields) == ["day"]
    assert screen.context["form"]["day"].value() == NEXT
    response = desk.post(url, {"day": "2027-06-09"}, follow=True)
    copy = Event.objects.exclude(pk=event.pk).get()
    german = copies(copy)["de"]
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[german.pk]), 302)]
    assert "The copy is made for Wednesday, " in response.text
    assert "The text still names these dates: 2026 and 10. Juni 2026." in response.text


def test_a_form_that_is_sent_twice_makes_one_copy(desk, event):  # E5
    url = reverse("copy_event", args=[event.pk])
    sent = {"day": "2027-06-09", "once": desk.get(url).context["once"]}
    addresses = [desk.post(url, sent).url for _click in range(2)]
    copy = Event.objects.exclude(pk=event.pk).get()
    assert addresses == [reverse("wagtailadmin_pages:edit", args=[copies(copy)["de"].pk])] * 2


@pytest.mark.parametrize("day", ["", "morgen", "2020-01-01", "2027-02-30", "9999-12-31"])
def test_a_wrong_day_is_told_at_its_field_and_copies_nothing(desk, event, day):  # E5
    response = desk.post(reverse("copy_event", args=[event.pk]), {"day": day})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["day"])
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "may"),
    [(EDITORS, True), (CHIEF_EDITORS, True), (TRANSLATORS, False), (SIGNUP_STAFF, False), (NEEDS_STAFF, False)],
)
def test_who_writes_events_may_copy_them(client, page, event, role, may):  # E5 E6
    client.force_login(member_of(role, "somebody"))
    url = reverse("copy_event", args=[event.pk])
    assert client.get(url).status_code == (200 if may else 302)
    assert client.post(url, {"day": "2027-06-09"}).status_code == 302
    assert Event.objects.count() == (2 if may else 1)


def test_the_copy_is_offered_in_the_list_at_the_page_and_at_the_event(desk, page, event):  # E5
    url = reverse("copy_event", args=[event.pk])
    addresses = [
        "/admin/snippets/events/event/",
        f"/admin/snippets/events/event/edit/{event.pk}/",
        f"/admin/pages/{page.pk}/edit/",
    ]
    assert [f'"{url}"' in desk.get(address).text for address in addresses] == [True] * 3


def test_no_page_of_an_event_is_copied_alone(page):  # E5
    with pytest.raises(ValidationError):
        page.copy(update_attrs={"slug": "zweite"}, user=member_of(CHIEF_EDITORS))
    assert EventPage.objects.filter(event=page.event, locale=page.locale).count() == 1
