"""Phone and paper: entering, correcting, a new address, cancelling and erasing."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from cms.mail.models import Mail
from events.desk.signups.entry import EntryForm
from events.models import Event, Need, Signup, SignupForm
from events.signups import Needs
from events.signups.paper_codes import paper_code
from tests.builders import make_event_row, make_frame, make_staff, open_language, signed_up, signed_up_and_confirmed
from tests.events.desk.people import at, entered, logged_in, make_clerk, told

pytestmark = pytest.mark.django_db
QUESTION = "3f0a7d52-7d5c-4bb6-a6f5-1b7a6d0c3f11"


@pytest.fixture
def clerk():
    return make_clerk()


@pytest.fixture
def desk(clerk):
    return logged_in(clerk)


@pytest.fixture
def event():
    """An event with one question, also in English."""
    open_language("en")
    event = make_event_row()
    form = SignupForm.objects.get(pk=event.signup_form_id)
    value = {"label": "Was essen Sie?", "help_text": "", "required": False}
    form.questions = [{"type": "text", "id": QUESTION, "value": value}]
    form.save()
    return event


def typed(**changes):
    return {
        "source": "phone",
        "language": "en",
        "given_name": "Ada",
        "family_name": "Lovelace",
        "email": "",
        "organisation": "Rechenverein",
        f"q-{QUESTION}": "Suppe",
        "consent": "on",
        **changes,
    }


def enter_url(event):
    return reverse("signups:enter", args=[event.pk])


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_somebody_who_calls_is_entered_without_an_address(desk, clerk, event):  # S15
    response = desk.post(enter_url(event), typed())
    signup = Signup.objects.get()
    assert (response.status_code, response["Location"]) == (302, at("detail", signup))
    assert (signup.state, signup.source, signup.language, signup.full_name) == (
        "confirmed",
        "phone",
        "en",
        "Ada Lovelace",
    )
    assert (signup.answers, signup.labels[QUESTION]["label"]) == ({QUESTION: "Suppe"}, "Was essen Sie?")
    assert (signup.consent_text, Mail.objects.count()) == (event.signup_form.consent, 0)
    assert signup.steps.get().user == clerk


def test_the_consent_is_kept_as_it_reads_in_the_persons_language(desk, event):  # V2
    english = event.signup_form.copy_for_translation(open_language("en").locale)
    english.consent = "I agree."
    english.save()
    desk.post(enter_url(event), typed())
    assert Signup.objects.get().consent_text == "I agree."


def test_somebody_with_an_address_gets_a_mail(desk, event):  # S15
    desk.post(enter_url(event), typed(email="ada@example.org", source="paper"))
    assert list(Mail.objects.values_list("kind", "language")) == [("signup.confirmed", "en")]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("given_name", {"given_name": ""}),
        ("family_name", {"family_name": " "}),
        ("given_name", {"given_name": "Ada\u202e"}),
        ("email", {"email": "ada"}),
        ("source", {"source": "web"}),
        ("source", {"source": ""}),
        ("language", {"language": "xx"}),
        ("consent", {"consent": ""}),
        ("needs_language", {"needs": ["interpreter"], "needs_consent": "on"}),
        (f"q-{QUESTION}", {f"q-{QUESTION}": "x" * 201}),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(desk, event, field, changes):  # S15
    response = desk.post(enter_url(event), typed(**changes))
    assert (response.status_code, list(errors(response)), Signup.objects.count()) == (200, [field], 0)
    assert response.context["form"]["organisation"].value() == "Rechenverein"


def test_what_is_missing_is_told_to_staff_in_words_about_the_person(desk, event):  # S15
    with translation.override("de"):
        errors = EntryForm(event, QueryDict("source=phone&language=de")).errors
        told = {name: [str(text) for text in texts] for name, texts in errors.items()}
    one_name = "Hat sie nur einen Namen, schreiben Sie einen Bindestrich (-)."
    assert told == {
        "given_name": [f"Bitte geben Sie den Vornamen der Person ein. {one_name}"],
        "family_name": ["Bitte geben Sie den Nachnamen der Person ein."],
        "consent": ["Ohne die Einwilligung der Person darf nichts gespeichert werden."],
    }


def test_a_known_address_is_refused_at_its_field(desk, event):  # S9
    signed_up(event, 1)
    response = desk.post(enter_url(event), typed(email="PERSON-1@example.org"))
    message = "There is already a sign-up for this event with this email address."
    assert (errors(response), Signup.objects.count()) == ({"shared_mailbox": [message]}, 1)


def test_another_person_of_a_known_mailbox_is_entered_with_a_reason_that_the_log_keeps(desk, event):  # S15 S32
    signed_up(event, 1)
    response = desk.post(enter_url(event), typed(email="person-1@example.org", shared_mailbox="family"))
    second = Signup.objects.latest("pk")
    assert (response.status_code, second.mailbox_no, second.state) == (302, 2, "confirmed")
    assert ModelLogEntry.objects.get(action="events.enter").data == {"shared_mailbox": "family"}


def test_the_same_person_of_a_known_mailbox_is_not_entered_twice(desk, event):  # S15 S32
    person = signed_up(event, 1)
    names = {"given_name": person.given_name, "family_name": person.family_name, "another": "on"}
    response = desk.post(enter_url(event), typed(email=person.email, shared_mailbox="family", **names))
    assert (list(errors(response)), Signup.objects.count()) == (["given_name"], 1)


def test_a_second_click_does_not_enter_somebody_twice(desk, event):  # S15
    desk.post(enter_url(event), typed())
    response = desk.post(enter_url(event), typed())
    assert (list(errors(response)), Signup.objects.count()) == (["another"], 1)
    desk.post(enter_url(event), typed(another="on"))
    assert Signup.objects.count() == 2


def test_the_same_name_in_other_letters_is_asked_about_too(desk, event):  # S15
    desk.post(enter_url(event), typed(family_name="Özdemir-Strauß"))
    response = desk.post(enter_url(event), typed(family_name="OZDEMIR-STRAUSS"))
    assert (list(errors(response)), Signup.objects.count()) == (["another"], 1)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"status": "cancelled"}, "The event has been cancelled."),
        ({"signup_form": None}, "There is no sign-up for this event."),
    ],
)
def test_nobody_fills_in_a_form_that_cannot_be_taken(desk, event, facts, reason):  # S15
    Event.objects.filter(pk=event.pk).update(**facts)
    response = desk.get(enter_url(event))
    assert (response["Location"], told(response)) == (reverse("event_desk", args=[event.pk]), [reason])


def test_a_full_event_is_refused_in_words(desk, event):  # S7
    Event.objects.filter(pk=event.pk).update(capacity=1, waiting_list_size=0)
    signed_up_and_confirmed(event, 1)
    response = desk.post(enter_url(event), typed())
    assert errors(response) == {"__all__": ["All seats are taken, and the waiting list is full too."]}


def test_an_unknown_code_is_refused_at_its_field(desk, event):  # S10
    Event.objects.filter(pk=event.pk).update(access="invitation")
    response = desk.post(enter_url(event), typed(code="WRONG"))
    assert errors(response) == {"code": ["This invitation code does not belong to this event. Please check it."]}


def test_needs_are_entered_with_their_own_consent(desk, event):  # S16
    desk.post(enter_url(event), typed(needs=["child_care"], needs_consent="on"))
    assert (Need.objects.get().kinds, Need.objects.get().signup) == (["child_care"], Signup.objects.get())


def test_only_events_that_still_take_people_are_offered(desk, event):  # S15
    make_event_row(name="Abgesagt", status="cancelled")
    make_event_row(name="Ohne Formular", signup_form=None)
    response = desk.get(reverse("signups:choose_event"))
    assert [numbers.event for numbers in response.context["choices"]] == [event]


def test_the_sheet_speaks_the_persons_language_and_carries_the_code(desk, clerk, event):  # S15
    make_frame()
    signup = entered(event, clerk, language="en")
    response = desk.get(at("sheet", signup))
    page = response.content.decode()
    assert (page.count('<html lang="en" dir="ltr">'), page.count("You have a seat.")) == (1, 1)
    assert (page.count(paper_code(signup)), page.count(f"/en/signup/{event.public_id}/cancel-by-code/")) == (1, 1)
    german = entered(event, clerk, 2)
    assert desk.get(at("sheet", german)).content.decode().count('<html lang="de" dir="ltr">') == 1


def test_the_sheet_names_the_place_in_the_queue(desk, clerk, event):  # S6
    Event.objects.filter(pk=event.pk).update(capacity=1)
    signed_up_and_confirmed(event, 1)
    waiting = entered(event, clerk, 2, language="en")
    assert desk.get(at("sheet", waiting)).content.decode().count("You are number 1 on the waiting list.") == 1


def test_details_are_corrected_and_the_rest_stays(desk, clerk, event):  # S14
    signup = signed_up_and_confirmed(
        event,
        needs=Needs(("interpreter",), "ar", "zwei Kinder"),
        answers={"old": "x"},
        labels={"old": {"label": "Alt"}},
    )
    form = desk.get(at("correct", signup)).context["form"]
    assert ("email" in form.fields, "needs" in form.fields, form["given_name"].value()) == (False, False, "Person")
    response = desk.post(at("correct", signup), typed(language="de"))
    signup.refresh_from_db()
    assert told(response) == [f"The details of the sign-up {signup.reference} are corrected."]
    assert (signup.full_name, signup.email, signup.consent_text) == ("Ada Lovelace", "person-1@example.org", "Ja.")
    assert signup.answers == {"old": "x", QUESTION: "Suppe"}
    assert (signup.need.kinds, signup.need.note) == (["interpreter"], "zwei Kinder")
    assert (signup.steps.last().kind, signup.steps.last().user) == ("corrected", clerk)


def test_access_needs_are_corrected_only_by_those_who_see_them(event):  # S16
    signup = signed_up_and_confirmed(event, needs=Needs(("child_care",)))
    helper = logged_in(make_staff("helper", "events.view_signup", "events.change_signup", "events.view_need"))
    assert helper.get(at("correct", signup)).context["form"]["needs"].value() == ["child_care"]
    helper.post(at("correct", signup), typed(needs=["step_free"], needs_consent="on"))
    assert Need.objects.get().kinds == ["step_free"]
    helper.post(at("correct", signup), typed())
    assert Need.objects.count() == 0


def test_a_new_address_gets_a_mail(desk, event):  # X3
    signup = signed_up_and_confirmed(event)
    Mail.objects.all().delete()
    response = desk.post(at("address", signup), {"email": "neu@example.org"})
    signup.refresh_from_db()
    assert (response.status_code, signup.email, signup.link_version) == (302, "neu@example.org", 2)
    assert list(Mail.objects.values_list("kind", flat=True)) == ["signup.confirmed"]


@pytest.mark.parametrize("email", ["", "x", "person-2@example.org", "a@b\r\nBcc: c@d.org"])
def test_a_wrong_address_is_refused_at_its_field(desk, event, email):  # S9
    signup = signed_up_and_confirmed(event, 1)
    signed_up_and_confirmed(event, 2)
    response = desk.post(at("address", signup), {"email": email})
    signup.refresh_from_db()
    assert (response.status_code, list(errors(response)), signup.email) == (200, ["email"], "person-1@example.org")


def test_staff_cancel_for_somebody(desk, event):  # S14
    signup = signed_up_and_confirmed(event)
    assert desk.get(at("cancel", signup)).status_code == 200
    assert told(desk.post(at("cancel", signup))) == [f"The sign-up {signup.reference} is cancelled."]
    assert told(desk.post(at("cancel", signup))) == ["Already decided by clerk: cancelled."]
    assert Mail.objects.filter(kind="signup.cancelled").count() == 1


def test_staff_erase_for_somebody_after_reading_what_it_means(desk, clerk, event):  # S8
    signup = signed_up_and_confirmed(event)
    page = desk.get(at("erase", signup)).content.decode()
    assert page.count("are erased at once and for good.") == 1
    assert told(desk.post(at("erase", signup))) == [f"The data of the sign-up {signup.reference} is erased."]
    signup.refresh_from_db()
    assert (signup.full_name, signup.email, signup.anonymised_at is None) == ("", "", False)
    assert told(desk.post(at("erase", signup))) == ["The data for this sign-up has been deleted."]
    for name in ("correct", "address", "decline", "sheet"):
        assert desk.get(at(name, signup)).status_code == 302
