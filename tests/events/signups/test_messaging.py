import pytest

from cms.mail.models import Mail
from events.models.enums import ACTIVE, SignupSource
from events.signups import enter, erase, send_message
from tests.builders import make_event_row, make_person, signed_up, signed_up_and_confirmed

pytestmark = pytest.mark.django_db
TEXTS = {"de": ("Raum", "Wir sind im Saal."), "en": ("Room", "We are in the hall.")}


def test_a_message_is_owed_to_each_of_those_who_have_confirmed_in_their_language(clerk):  # S19
    event = make_event_row()
    people = [signed_up_and_confirmed(event, number, language=code) for number, code in enumerate(["de", "en"])]
    signed_up(event, 5)
    enter(event.pk, make_person(6, email=""), SignupSource.PHONE, clerk)
    erase(signed_up_and_confirmed(event, 7).public_id)
    message = send_message(event.pk, ACTIVE, TEXTS, clerk)
    owed = Mail.objects.filter(kind="signup.message").order_by("pk")
    assert [(mail.payload, mail.language) for mail in owed] == [
        ({"signup": str(person.public_id), "message": message.pk}, person.language) for person in people
    ]
    assert (message.recipients, message.created_by, message.states) == (2, clerk, ACTIVE)


def test_only_people_in_the_chosen_states_get_it(clerk):  # S19
    event = make_event_row(capacity=1)
    signed_up_and_confirmed(event, 1)
    waiting = signed_up_and_confirmed(event, 2)
    send_message(event.pk, ["waiting"], TEXTS, clerk)
    owed = Mail.objects.filter(kind="signup.message")
    assert [mail.payload["signup"] for mail in owed] == [str(waiting.public_id)]


def test_who_reads_a_language_without_a_text_gets_the_german_one(clerk):  # S19
    message = send_message(make_event_row().pk, ACTIVE, TEXTS, clerk)
    assert [message.text_in(code).subject for code in ("de", "en", "de-simple")] == ["Raum", "Room", "Raum"]


def test_two_messages_are_two_mails_although_the_first_still_waits(clerk):  # S19
    event = make_event_row()
    signed_up_and_confirmed(event)
    for _time in range(2):
        send_message(event.pk, ACTIVE, TEXTS, clerk)
    assert Mail.objects.filter(kind="signup.message").count() == 2
