"""The questions about access needs, on the form of a sign-up and by themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.utils import timezone, translation

from cms.forms.form_start import new_start
from events.desk.signups.entry import EntryForm
from events.models import Event, Signup
from events.models.signup import Need
from events.public.visitors_form import visitors_form
from events.questions.access_needs import CONSENT, NEEDS_FIELDS, needs_fields
from events.questions.entry_form import SignupEntryForm
from events.questions.questions import form_in_language
from events.signups import Needs
from tests.builders import make_event_row, make_person, signed_up
from tests.events.road import filled, form_path, sign_up

pytestmark = pytest.mark.django_db

PUBLIC_ID = "abcdefghjk"
PERSON = {"given_name": "A", "family_name": "B", "email": "a@example.org", "consent": "on"}


def typed(needs=(), event=None, **changes):
    data = QueryDict(mutable=True)
    data.update({**PERSON, "started": new_start(PUBLIC_ID), **changes})
    data.setlist("needs", list(needs))
    event = event or Event.objects.filter(public_id=PUBLIC_ID).first() or make_event_row(public_id=PUBLIC_ID)
    data["started"] = changes.get("started", new_start(event.public_id))
    form = visitors_form(event, "de", data)
    form.full_clean()
    return form


def needs_of(form):
    """What the form gives to the domain, without the consent, which is the same in all of them."""
    assert form.errors == {}
    needs = form.person().needs
    return needs and replace(needs, consent_text="")


def test_needs_are_kept_with_a_consent_of_their_own(client, event):  # S16 V2
    sign_up(client, event, needs=["step_free", "interpreter"], needs_language="uk", needs_note="", needs_consent="on")
    need = Need.objects.get()
    assert (need.signup, need.kinds, need.interpreter_language) == (
        Signup.objects.get(),
        ["interpreter", "step_free"],
        "uk",
    )
    with translation.override("de"):
        assert need.consent_text == str(CONSENT)


def test_who_needs_nothing_ticks_nothing(client, event):  # S16
    assert sign_up(client, event).status_code == 303
    assert sign_up(client, event, email="b@example.org", needs_consent="on").status_code == 303
    assert Need.objects.count() == 0


@pytest.mark.parametrize(
    "given", [{"needs": ["step_free"]}, {"needs_language": "uk"}, {"needs_note": "Ein Kind, drei Jahre"}]
)
def test_needs_without_consent_are_asked_for_it_at_the_box_and_kept_nowhere(client, event, given):  # S16 V2
    response = sign_up(client, event, **given)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["needs_consent"])
    assert (Signup.objects.count(), Need.objects.count()) == (0, 0)


def test_the_box_is_not_ticked_for_anybody(client, event):  # V2
    form = client.get(form_path(event)).context["form"]
    assert [form[name].value() for name in NEEDS_FIELDS] == [None, None, None, None]


@pytest.mark.parametrize(
    ("needs", "changes", "field"),
    [
        (["interpreter"], {}, "needs_language"),
        (["other"], {}, "needs_note"),
        (["other"], {"needs_note": "  "}, "needs_note"),
        (["none"], {}, "needs"),
        (["step_free"], {"needs_language": "xx"}, "needs_language"),
        (["interpreter"], {"needs_language": "de-simple"}, "needs_language"),
        (["step_free"], {"needs_note": "a\x00b"}, "needs_note"),
        (["step_free"], {"needs_note": "a\u202eb"}, "needs_note"),
        (["step_free"], {"needs_note": "x" * 501}, "needs_note"),
    ],
)
def test_what_is_missing_forged_or_hostile_is_said_at_its_field(needs, changes, field):  # S16 X6
    assert list(typed(needs, needs_consent="on", **changes).errors) == [field]


def test_a_language_alone_asks_for_an_interpreter_and_a_note_alone_for_something_else():  # S16
    assert needs_of(typed(needs_language="ar", needs_consent="on")) == Needs(("interpreter",), "ar", "")
    assert needs_of(typed(needs_note="Ein Platz vorn", needs_consent="on")) == Needs(("other",), "", "Ein Platz vorn")


def test_an_interpreter_taken_back_does_not_come_back_by_the_language(event):  # S16
    signup = signed_up(event, needs=Needs(("interpreter",), "ar"))
    data = QueryDict("given_name=A&family_name=B&language=de&needs_language=ar&needs_consent=on")
    form = SignupEntryForm(event, None, data, signup=signup)
    assert (form.errors, form.person().needs) == ({}, None)


def test_an_event_that_does_not_ask_has_none_of_the_fields(client, event):  # S16
    Event.objects.update(asks_needs=False)
    fields = client.get(form_path(event)).context["form"].fields
    assert ("given_name" in fields, [name for name in NEEDS_FIELDS if name in fields]) == (True, [])


def test_needs_typed_while_the_editor_took_the_questions_away_are_not_lost_in_silence(client, event):  # S7 S16
    path = form_path(event)
    data = filled(client, path, needs=["step_free"], needs_consent="on", organisation="Verein")
    Event.objects.update(asks_needs=False)
    response = client.post(path, data)
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["organisation"].value()) == (200, ["__all__"], "Verein")
    assert Signup.objects.count() == 0
    shown_again = {name: value for name, value in data.items() if name not in NEEDS_FIELDS}
    assert client.post(path, shown_again).status_code == 303


@pytest.mark.parametrize(("days", "words"), [(0, "when the event is over"), (1, "1 day after"), (7, "7 days after")])
def test_the_form_says_for_how_long_needs_are_kept(days, words):  # S16 V6
    with translation.override("en"):
        fields = needs_fields(make_event_row(needs_retention_days=days), by_staff=False)
        assert fields["needs"].help_text.endswith(f"{words} the event." if days else f"{words}.")


def test_the_form_says_until_when_help_can_be_ordered():  # S16
    hints = []
    with translation.override("en"), time_machine.travel("2026-11-22 12:00:00+00:00"):
        today = timezone.localdate()
        for day in (None, today + timedelta(days=1), today, today - timedelta(days=1)):
            hints.append(needs_fields(make_event_row(needs_order_by=day), by_staff=False)["needs"].hint)
    late = "It is late to arrange support now. Please tell us anyway and we will do our best."
    assert hints == [
        "",
        "If you tell us by 23 November 2026, we can be sure to arrange support.",
        "If you tell us by 22 November 2026, we can be sure to arrange support.",
        late,
    ]


def test_languages_are_named_in_themselves_for_visitors_and_in_the_staffs_language_for_staff():  # A4 S15
    event = make_event_row()
    visitors = SignupEntryForm(event, None)
    with translation.override("en"):
        names = dict(needs_fields(event, by_staff=True)["needs_language"].choices)
        html = str(visitors["needs_language"])
    assert names["uk"] == "Ukrainian"
    assert '<option value="uk" lang="uk" dir="auto">Українська</option>' in html
    assert sorted(names) == sorted(dict(visitors.fields["needs_language"].choices))


def test_what_is_stored_comes_back_as_the_values_that_were_typed(event):  # S8 S16
    needs = Needs(("interpreter", "child_care"), "ar", "Zwei Kinder")
    signup = signed_up(event, needs=needs, organisation="Verein")
    texts = form_in_language(event.signup_form_id, "de")
    signup = Signup.objects.get(pk=signup.pk)
    form = SignupEntryForm(event, texts, signup=signup)
    data = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        data.setlist(bound.name, value if isinstance(value, list) else ["on" if value is True else value or ""])
    again = SignupEntryForm(event, texts, data, signup=signup)
    assert again.is_valid()
    person = replace(again.person(), needs=needs_of(again))
    assert person == make_person(organisation="Verein", needs=needs, consent_text="")


def test_staff_may_leave_the_address_out(event):  # S15
    typed = "source=phone&language=en&given_name=A&family_name=B&consent=on&needs=step_free&needs_consent=on"
    form = EntryForm(event, QueryDict(typed))
    assert form.is_valid()
    person = form.person()
    assert (person.email, person.language, needs_of(form)) == ("", "en", Needs(("step_free",), "", ""))
