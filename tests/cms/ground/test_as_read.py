"""Two windows on one thing that has no drafts: the second is told, and nothing is overwritten unasked."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale

from cms.ground.as_read import CHANGED_MEANWHILE, FIELD
from events.models import DeclineReason, Venue
from tests.builders import make_home
from tests.downloads.publications import make_working_group

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home():
    make_home()


def reason() -> DeclineReason:
    return DeclineReason.objects.create(title="Voll", text="Alles ist besetzt.", locale=Locale.get_default())


def venue() -> Venue:
    fields = {"name": "Stadthaus", "street": "Markt 1", "postal_code": "01067", "city": "Dresden"}
    return Venue.objects.create(**fields, locale=Locale.get_default())


def opened(client, address: str) -> dict[str, str]:
    """What a window would send, as it was opened."""
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("form[data-edit-form]")
    values = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    values |= {field["name"]: field.text.removeprefix("\n") for field in form.select("textarea[name]")}
    return {name: value for name, value in values.items() if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize(("make", "field"), [(reason, "text"), (venue, "entrance"), (make_working_group, "name")])
def test_the_second_window_is_told_and_its_words_stay(admin_client, make, field):  # E10
    thing = make()
    address = reverse(type(thing).snippet_viewset.get_url_name("edit"), args=[thing.pk])
    first, second = opened(admin_client, address), opened(admin_client, address)
    assert admin_client.post(address, first | {field: "aus dem ersten"}).status_code == 302

    refused = admin_client.post(address, second | {field: "aus dem zweiten"})
    assert refused.status_code == 200
    form = refused.context["form"]
    assert (form.non_field_errors(), form[field].value()) == ([CHANGED_MEANWHILE], "aus dem zweiten")
    thing.refresh_from_db()
    assert getattr(thing, field) == "aus dem ersten"

    # Who saves once more has seen it.
    again = second | {field: "aus dem zweiten", FIELD: form[FIELD].value()}
    assert admin_client.post(address, again).status_code == 302
    thing.refresh_from_db()
    assert getattr(thing, field) == "aus dem zweiten"


def test_one_window_saves_as_often_as_it_likes(admin_client):  # E10
    thing = reason()
    address = reverse(DeclineReason.snippet_viewset.get_url_name("edit"), args=[thing.pk])
    for text in ("eins", "zwei"):
        assert admin_client.post(address, opened(admin_client, address) | {"text": text}).status_code == 302
