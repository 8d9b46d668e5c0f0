"""A form that changes while somebody fills it in: who publishes it is told, who fills it in loses nothing."""

import json

import pytest
from wagtail.models import Locale

from cms.consequences.answers import answered_by
from cms.consequences.gate import Unanswered
from events.models import Signup
from tests.builders import make_event_row, make_signup_form_row, signed_up_and_confirmed
from tests.events.road import consent, filled, form_path, question

pytestmark = pytest.mark.django_db


def test_a_new_question_that_must_be_answered_asks_first_and_keeps_what_was_typed(client):  # E9 S7
    form = make_signup_form_row(live=True)
    event = make_event_row(signup_form=form)
    signed_up_and_confirmed(event)
    typed = filled(client, form_path(event), given_name="Erika")
    form.questions = json.dumps([question("text", "Beruf?", "job", required=True)])
    revision = form.save_revision()
    with pytest.raises(Unanswered) as refused:
        revision.publish()
    assert [(one.kind, one.number) for one in refused.value.consequences] == [("new_required", 1)]
    with answered_by("tests"):
        revision.publish()
    response = client.post(form_path(event), typed)
    entry = response.context["form"]
    assert (sorted(entry.errors), entry["given_name"].value()) == (["__all__", "q-job"], "Erika")
    assert Signup.objects.count() == 1


def test_a_new_consent_says_in_which_languages_sign_up_closes(client):  # S31 E9 L9
    form = make_signup_form_row(live=True)
    make_event_row(signup_form=form)
    english = form.copy_for_translation(Locale.objects.get(language_code="en"))
    english.consent, english.live = "I agree.", True
    english.save()
    form.questions = json.dumps([consent("Fotos", "photos", "Ich bin mit Fotos einverstanden.")])
    with pytest.raises(Unanswered) as refused:
        form.save_revision().publish()
    assert [(one.kind, one.number) for one in refused.value.consequences] == [("closes_languages", 1)]
    english.questions = json.dumps([consent("Photos", "photos", "I agree to photos.")])
    english.save()
    form.save_revision().publish()


def test_a_consent_that_is_reworded_says_how_many_agreed_to_the_former_one():  # S31 E9
    form = make_signup_form_row(questions=json.dumps([consent("Fotos", "photos", "Fotos ja.")]))
    signed_up_and_confirmed(make_event_row(signup_form=form), answers={"photos": True})
    form.questions = json.dumps([consent("Fotos", "photos", "Fotos und Filme ja.")])
    with pytest.raises(Unanswered) as refused:
        form.save_revision().publish()
    assert [(one.kind, one.number) for one in refused.value.consequences] == [("consent", 1)]
