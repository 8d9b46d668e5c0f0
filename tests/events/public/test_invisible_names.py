"""A name that shows nothing is no name; what nobody sees inside a name is cleaned away."""

import pytest
from django.core.exceptions import ValidationError

from cms.forms.fields import TextField
from cms.texts.characters import is_visible
from events.models import Signup
from tests.events.road import sign_up

pytestmark = pytest.mark.django_db
NOTHING = [
    "\u200b",
    "\u3164",
    "\u115f\u1160",
    "\uffa0",
    "\u2800",
    "\u200d\u200c",
    "\u00ad \ufeff",
    "\ufe0f",
    "\u034f",
    "\u00a0",
    "\u0301",
    "\u0301\u20dd\u0e31",
    "\u0903",
]


@pytest.mark.parametrize("name", NOTHING, ids=ascii)
@pytest.mark.parametrize("field", ["given_name", "family_name"])
def test_a_name_of_invisible_letters_is_asked_for_in_a_sentence(client, event, field, name):  # S32 X6
    response = sign_up(client, event, **{field: name, "organisation": "Verein"})
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["organisation"].value()) == (200, [field], "Verein")
    assert form.errors[field] == [str(form.fields[field].error_messages["required"])]
    assert Signup.objects.count() == 0


def test_invisible_letters_inside_a_name_are_cleaned_and_not_refused(client, event):  # S32
    sign_up(client, event, given_name="An\u200bna\ufeff", family_name="Mül\u00adler", organisation="\u3164")
    signup = Signup.objects.get()
    assert (signup.given_name, signup.family_name, signup.organisation) == ("Anna", "Müller", "")


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_a_text_of_several_lines_that_shows_nothing_is_empty_too(text):  # S32 X6
    field = TextField()
    with pytest.raises(ValidationError) as refused:
        field.clean(f"{text}\r\n{text}")
    assert refused.value.code == "required"
    assert TextField(required=False).clean(f"{text}\n") == ""


@pytest.mark.parametrize("name", ["Ö", "李", "ﷲ", "نور\u200cالله", "ệ", "-", "👩\u200d🦽", "ⵣ"])
def test_whatever_shows_something_is_a_name(name):  # S32
    assert is_visible(name)
