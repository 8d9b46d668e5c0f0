"""What each occasion puts into a mail: a move, a cancellation, a reminder, a message, the editors' paragraph."""

import re
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from cms.mail.models import Mail
from cms.mail.registry import renderer_of
from events.models import Signup
from events.signups import decline, facts_published, send_link, send_message
from tests.builders import (
    change_facts,
    make_admin,
    make_event_index,
    make_event_page,
    make_event_row,
    make_frame,
    make_home,
    make_venue_row,
    signed_up_and_confirmed,
    translate,
)
from tests.events.road import mails

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2030, 10, 20, 12, tzinfo=BERLIN)
START = datetime(2030, 10, 25, 18, tzinfo=BERLIN)
CANARY = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


@pytest.fixture
def event(settings):
    settings.BASE_URL = "https://stadt.example"
    with time_machine.travel(NOW, tick=False):
        make_frame()
        made = make_event_row(starts_at=START, ends_at=START + timedelta(hours=2), capacity=2)
        facts_published(made.pk)
        yield made


def change(event, **facts):
    """Publish new facts; what follows the commit follows here."""
    change_facts(event, **facts)
    facts_published(event.pk)
    event.refresh_from_db()


def entry_of(message):
    (part,) = [part for part in parsed(message).iter_attachments() if part.get_content_type() == "text/calendar"]
    (entry,) = Calendar.from_ical(part.get_content()).walk("VEVENT")
    return part["Content-Type"].params["method"], entry


def parsed(message):
    return message_from_bytes(message.message().as_bytes(), policy=policy.default)


def html_of(message) -> str:
    ((html, _mimetype),) = message.alternatives
    return html


def test_a_move_says_what_is_new_and_what_was_and_changes_the_calendar_entry(event):  # S18 S12
    signed_up_and_confirmed(event, language="en")
    before = entry_of(mails()[-1])[1]
    # The clocks change in the night before the new day.
    change(event, starts_at=START + timedelta(days=2), ends_at=START + timedelta(days=2, hours=2))
    moved = mails()[-1]
    assert moved.subject == "New date: Erste Veranstaltung"
    assert re.findall(r"When: (.*)", moved.body) == [
        "Sunday, 27 October 2030, 18:00 to 20:00",
        "Friday, 25 October 2030, 18:00",
    ]
    method, entry = entry_of(moved)
    assert (method, str(entry["uid"]), entry.decoded("sequence") - before.decoded("sequence")) == (
        "PUBLISH",
        str(before["uid"]),
        1,
    )
    assert entry.decoded("dtstart") == datetime(2030, 10, 27, 18, tzinfo=BERLIN)


def test_a_new_place_is_told_to_those_who_wait_without_a_calendar_entry(event):  # S18
    for number in (1, 2, 3):
        signed_up_and_confirmed(event, number, language="en")
    change(event, venue=make_venue_row(name="Schule", street="Schulweg 2"))
    moved = mails()[-1]
    assert (moved.to, moved.subject) == (["person-3@example.org"], "New venue: Erste Veranstaltung")
    assert re.findall(r"Where: (.*)", moved.body) == [
        "Schule, Schulweg 2, 01067 Dresden",
        "Rathausplatz 1, 01067 Dresden",
    ]
    assert [part.get_content_type() for part in parsed(moved).iter_attachments()] == []
    lines = moved.body.splitlines()
    assert "You keep your place on the waiting list." in lines
    assert "Your place on the waiting list: 1" in lines


def test_only_the_last_of_two_moves_is_told(event):  # S18
    signed_up_and_confirmed(event)
    change(event, starts_at=START + timedelta(hours=1))
    change(event, starts_at=START - timedelta(hours=1))
    mails()
    kinds = Mail.objects.filter(kind="signup.moved").order_by("pk")
    assert list(kinds.values_list("state", flat=True)) == ["stopped", "sent"]


def test_a_cancelled_event_is_told_in_its_own_words_and_taken_out_of_the_calendar(event):  # S18 S12
    signed_up_and_confirmed(event, language="en")
    before = entry_of(mails()[-1])[1]
    change(event, status="cancelled")
    message = mails()[-1]
    assert message.subject == "Event cancelled: Erste Veranstaltung"
    assert message.body.count("sign up again") == 0
    method, entry = entry_of(message)
    assert (method, str(entry["uid"]), entry.decoded("sequence") - before.decoded("sequence")) == (
        "CANCEL",
        str(before["uid"]),
        1,
    )
    assert (str(entry["attendee"]), str(entry["status"])) == ("mailto:person-1@example.org", "CANCELLED")


def test_a_reminder_leads_to_the_button_that_frees_the_seat_while_that_is_possible(event):  # S18
    signup = signed_up_and_confirmed(event, language="en")
    render = renderer_of("signup.reminder")
    assert render({"signup": str(signup.public_id)}, "en").body.count("/cancel/\n") == 1
    event.cancel_until = NOW
    event.save()
    assert render({"signup": str(signup.public_id)}, "en").body.count("/cancel/\n") == 0
    with time_machine.travel(START, tick=False):
        assert render({"signup": str(signup.public_id)}, "en") is None


def test_the_editors_paragraph_goes_to_people_with_a_seat_and_says_when_it_is_german(settings):  # S12
    settings.BASE_URL = "https://stadt.example"
    page = make_event_page(make_event_index(make_home()), make_event_row(capacity=1), "Gemeinsam reden")
    page.participants_note = "Bitte den Eingang im Hof nehmen.\n\nhttps://stadt.example/plan"
    page.save()
    english = translate(page, "en", "Talk together")
    signed_up_and_confirmed(page.event, 1, language="en")
    signed_up_and_confirmed(page.event, 2, language="en")
    confirmed, waiting = mails()[-2:]
    assert waiting.body.count("Eingang") == 0
    german_only = "What you need to know for the day. This text is only available in German:"
    text = f"{german_only}\n\nBitte den Eingang im Hof nehmen.\n"
    assert confirmed.body.count(text) == 1
    assert html_of(confirmed).count('<p><span lang="de" dir="ltr">Bitte den Eingang im Hof nehmen.</span></p>') == 1
    assert html_of(confirmed).count('<a href="https://stadt.example/plan"><bdi>') == 1

    english.participants_note = "Please take the entrance in the yard."
    english.save()
    confirmed = renderer_of("signup.confirmed")(
        {"signup": str(Signup.objects.get(email="person-1@example.org").public_id)}, "en"
    )
    assert confirmed.body.count("What you need to know for the day:\n\nPlease take the entrance in the yard.\n") == 1


def test_a_message_in_german_only_says_so_to_others(event):  # S19
    signed_up_and_confirmed(event, 1, language="de")
    signed_up_and_confirmed(event, 2, language="de-simple")
    send_message(event.pk, ["confirmed"], {"de": ("Neuer Raum", "Wir treffen uns oben.\nBis dann")}, make_admin())
    german, simple = mails()[-2:]
    assert [german.subject, simple.subject] == ["Neuer Raum", "Neuer Raum"]
    assert [
        html_of(message).count('lang="de" dir="ltr">Wir treffen uns oben.</span>') for message in (german, simple)
    ] == [
        0,
        1,
    ]
    assert [message.body.count("Wir treffen uns oben.\nBis dann\n") for message in (german, simple)] == [1, 1]


def test_a_message_that_was_erased_is_not_sent(event):  # S20
    signup = signed_up_and_confirmed(event)
    assert renderer_of("signup.message")({"signup": str(signup.public_id), "message": 7}, "de") is None


def test_the_link_is_sent_again_to_somebody_who_asks(event):  # S8
    signup = signed_up_and_confirmed(event, language="en")
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        send_link(event.pk, signup.email, "en")
        assert mails()[-1].subject == "Your link: Erste Veranstaltung"


def test_an_offer_that_ends_says_whether_one_waits_again_or_the_event_has_begun(event):  # S5
    signup = signed_up_and_confirmed(event, language="en")
    render = renderer_of("signup.offer_lapsed")
    payload = {"signup": str(signup.public_id)}
    Signup.objects.update(state="waiting", seat_no=None, queued_at=NOW)
    assert render(payload, "en").body.count("You are still on the waiting list, now in last place.") == 1
    Signup.objects.update(state="expired")
    ended = render(payload, "en").body
    assert [ended.count("did not hear from you in time"), ended.count("Your sign-up has now ended.")] == [1, 1]
    with time_machine.travel(START, tick=False):
        begun = render(payload, "en").body
    assert [begun.count("the event has now begun"), begun.count("the next person"), begun.count("sign up again")] == [
        1,
        0,
        0,
    ]


def test_markup_typed_by_anybody_is_inert_in_text_html_and_calendar(event):  # X6
    event.review, event.name = True, CANARY
    event.venue.name = CANARY
    event.venue.save()
    event.save()
    signup = signed_up_and_confirmed(event, given_name=CANARY, organisation=CANARY)
    admin = make_admin()
    texts = {"de": (f"{CANARY}\r\nBcc: all@example.org", f'{CANARY}\u202e\nhttps://x.example/"onclick=alert(1)')}
    send_message(event.pk, ["pending"], texts, admin)
    mails()
    decline(signup.public_id, admin, CANARY)
    for message in mails():
        html = html_of(message)
        assert [html.count(hostile) for hostile in ("<script", "<img", "\u202e")] == [0, 0, 0]
        assert re.findall(r"<[^>]*\son\w+=", html) == []
        assert (parsed(message)["Bcc"], len(message.subject.splitlines())) == (None, 1)
    assert mails()[-1].body.count(f"\n{CANARY}\n") == 2
