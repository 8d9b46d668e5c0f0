"""The mails about a sign-up."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail as outbox
from django.utils import timezone
from icalendar import Calendar

from cms.mail.models import Mail
from cms.mail.registry import renderer_of
from events.models import Signup
from events.signups import cancel, confirm, sign_up
from tests.builders import (
    make_event_index,
    make_event_page,
    make_event_row,
    make_frame,
    make_home,
    make_person,
    signed_up,
    signed_up_and_confirmed,
    translate,
)
from tests.events.road import mails, secret_paths

pytestmark = pytest.mark.django_db
CANARY = "<script>alert('x')</script>"


@pytest.fixture
def event(settings):
    settings.BASE_URL = "https://stadt.example"
    make_frame()
    page = make_event_page(
        make_event_index(make_home()), make_event_row(capacity=1), "Gemeinsam reden", slug="gemeinsam"
    )
    translate(page, "en", "Talk together")
    return page.event


def read(message):
    """The message as a mail program reads it."""
    return message_from_bytes(message.message().as_bytes(), policy=policy.default)


def calendar_of(message):
    (part,) = list(read(message).iter_attachments())
    return part, Calendar.from_ical(part.get_content())


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Talk together"), ("de", "Gemeinsam reden"), ("de-simple", "Gemeinsam reden")]
)
def test_a_mail_is_in_the_persons_language_and_its_links_too(event, language, title):  # S12
    signed_up(event, language=language)
    (message,) = mails()
    assert message.subject.endswith(f": {title}")
    assert (message.to, message.reply_to) == (["person-1@example.org"], ["teilhabe@stadt.example"])
    parsed = read(message)
    assert (parsed["Content-Language"], parsed["Auto-Submitted"]) == (language, "auto-generated")
    assert re.findall(r"https://\S+?/(?=[a-z-]+/my-signup)", message.body) == ["https://stadt.example/"]
    assert [path.split("/")[1] for path in secret_paths(message)] == [language]


def test_an_english_mail_is_whole(event):  # S12
    signed_up(event, language="en")
    (message,) = mails()
    body = re.sub(r"/my-signup/\S+/confirm/", "/my-signup/TOKEN/confirm/", message.body)
    lines = [line for line in body.splitlines() if line]
    assert lines[:3] == [
        "Hello,",
        "Someone has signed up for this event with this email address:",
        "Talk together",
    ]
    assert lines[4:8] == [
        "Where: Rathaus, Rathausplatz 1, 01067 Dresden",
        "More about the event: https://stadt.example/en/veranstaltungen/gemeinsam/",
        "If this was you, please open this link and press the button. Your sign-up is only valid after that:",
        "https://stadt.example/en/my-signup/TOKEN/confirm/",
    ]
    assert lines[-3:] == [
        "Kind regards",
        "Landeshauptstadt",
        "Questions? Write to teilhabe@stadt.example or reply to this email.",
    ]
    assert "\n\n\n" not in message.body


def test_a_confirmation_brings_the_calendar_entry(event):  # S12
    signed_up_and_confirmed(event)
    part, calendar = calendar_of(mails()[-1])
    assert (part.get_content_type(), part["Content-Type"].params["method"]) == ("text/calendar", "PUBLISH")
    assert part.get_filename() == "event.ics"
    assert [str(entry["uid"]) for entry in calendar.walk("VEVENT")] == [f"{event.public_id}@stadt.example"]


def test_who_never_had_a_seat_gets_no_calendar_entry_taken_back(event):  # S12
    cancel(signed_up(event).public_id)
    assert [list(read(message).iter_attachments()) for message in mails()] == [[]]


def test_a_cancellation_takes_the_same_entry_back(event):  # S12
    signup = signed_up_and_confirmed(event)
    cancel(signup.public_id)
    part, calendar = calendar_of(mails()[-1])
    (entry,) = calendar.walk("VEVENT")
    assert part["Content-Type"].params["method"] == str(calendar["method"]) == "CANCEL"
    assert (str(entry["uid"]), str(entry["attendee"])) == (
        f"{event.public_id}@stadt.example",
        "mailto:person-1@example.org",
    )


def test_the_place_on_the_waiting_list_stands_in_the_mail(event):  # S6
    signed_up_and_confirmed(event, 1)
    signed_up_and_confirmed(event, 2, language="en")
    signed_up_and_confirmed(event, 3, language="en")
    subjects = [message.subject for message in mails()]
    assert subjects[-1] == "You are number 2 on the waiting list: Talk together"


def test_an_offer_says_until_when_and_leads_to_the_button(event):  # S5
    first = signed_up_and_confirmed(event, 1)
    signed_up_and_confirmed(event, 2, language="en")
    mails()
    cancel(first.public_id)
    offer = mails()[-1]
    assert offer.subject == "A seat is free for you: Talk together"
    assert [path.split("/")[-2] for path in secret_paths(offer) if path.endswith("/accept/")] == ["accept"]


def test_a_known_address_is_told_by_mail_only(event):  # S7
    signed_up_and_confirmed(event, language="en")
    sign_up(event.pk, make_person(language="en"))
    assert mails()[-1].subject == "You have already signed up: Talk together"
    assert len(Signup.objects.all()) == 1


def test_a_request_that_staff_decide_says_so(event):  # S14
    event.review = True
    event.save()
    signed_up_and_confirmed(event, language="en")
    assert mails()[-1].subject == "We have received your request: Talk together"


def test_a_mail_that_is_no_longer_true_is_not_sent(event):  # S12 S13
    signup = signed_up(event)
    confirm(signup.public_id)
    cancel(signup.public_id)
    subjects = [message.subject for message in mails()]
    assert len(subjects) == 1
    assert list(Mail.objects.values_list("state", flat=True)) == ["stopped", "stopped", "sent"]


def test_a_mail_to_an_erased_or_unknown_person_is_not_made(event):  # S20
    signup = signed_up(event)
    Signup.objects.update(anonymised_at=timezone.now())
    render = renderer_of("signup.please_confirm")
    assert render({"signup": str(signup.public_id)}, "de") is None
    assert render({"signup": "00000000-0000-0000-0000-000000000000"}, "de") is None


def test_nothing_that_somebody_typed_stands_in_a_mail(event):  # X6
    names = {"given_name": CANARY, "family_name": CANARY, "organisation": "https://spam.example"}
    signed_up_and_confirmed(event, **names)
    for message in mails():
        text = message.message().as_string()
        assert (CANARY in text, "spam.example" in text) == (False, False)


def test_hostile_titles_stay_text_and_add_no_header(event):  # X6
    page = event.pages.get(locale__language_code="de")
    page.title = f"{CANARY}\u202e & \x07Co\r\nBcc: all@example.org"
    page.save(clean=False)
    signed_up_and_confirmed(event)
    for message in mails():
        parsed = read(message)
        assert parsed["Bcc"] is None
        assert parsed["Subject"].endswith(f"{CANARY} & Co Bcc: all@example.org")
        assert f"{CANARY} & Co" in message.body


def test_an_offer_that_has_lapsed_is_not_sent(event):  # S5
    signup = signed_up_and_confirmed(event)
    Signup.objects.update(state="offered", expires_at=timezone.now() - timedelta(minutes=1))
    assert renderer_of("signup.offer")({"signup": str(signup.public_id)}, "de") is None


def test_without_menus_and_footer_mails_still_go_out():  # S12
    signed_up_and_confirmed(make_event_row())
    mails()
    assert [message.reply_to for message in outbox.outbox] == [[]]
