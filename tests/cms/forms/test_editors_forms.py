"""Forms that Wagtail makes of models clean what staff paste (S32)."""

import unicodedata

import pytest
from wagtail.admin.forms import WagtailAdminModelForm

from events.models import Event, MailText, Venue

pytestmark = pytest.mark.django_db


class VenueForm(WagtailAdminModelForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = Venue
        fields = ["name", "street"]


class MailTextForm(WagtailAdminModelForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = MailText
        fields = ["opening"]


class EventForm(WagtailAdminModelForm):
    class Meta(WagtailAdminModelForm.Meta):
        model = Event
        fields = ["access", "starts_at", "name"]


def typed(**values):
    form = VenueForm({"name": "Haus", "street": "Weg 1", **values})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\ufeffKulturhaus\t", "Kulturhaus"),
        ("Kultur\u00adhaus\u200b", "Kultur\u00adhaus"),
        ("\u202aSaal\u00a03\u202c", "Saal\u00a03"),
        (unicodedata.normalize("NFD", "Bürgerhaus"), "Bürgerhaus"),
    ],
)
def test_a_line_is_kept_as_it_was_meant(pasted, kept):  # S32
    assert typed(name=pasted).cleaned_data["name"] == kept


@pytest.mark.parametrize("pasted", ["\u200b", "\u2066\u2069", "\u3164"])
def test_what_shows_nothing_is_asked_for(pasted):  # S32
    assert typed(name=pasted).errors["name"].data[0].code == "required"


def test_what_steers_is_refused_in_a_sentence():  # S32 X6
    assert typed(name="Haus\u202eexe").errors["name"].data[0].code == "hostile"


def test_a_text_keeps_its_lines():  # S32
    form = MailTextForm({"opening": "\ufeffGuten Tag\u2028\r\nalle\u200b"})
    assert (form.is_valid(), form.cleaned_data["opening"]) == (True, "Guten Tag\n\nalle")


def test_dates_and_choices_keep_their_own_fields():  # S32
    fields = EventForm.base_fields
    assert [type(fields[name]).__name__ for name in ("access", "starts_at", "name")] == [
        *("TypedChoiceField", "DateTimeField", "EditorsLineField"),
    ]
