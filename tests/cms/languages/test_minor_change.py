"""A comma in a form, a place, a menu or a term leaves its translations up to date, where the editor says so."""

import pytest
from django.urls import reverse
from wagtail.models import DraftStateMixin
from wagtail.snippets.models import get_snippet_models

from cms.languages.guards.minor_change import MinorChange
from cms.languages.models import TranslationState
from cms.terms.models import Term
from events.models import DeclineReason, MailText, SignupForm, Venue
from tests.builders import make_frame, make_venue
from tests.builders.locales import locale_of
from tests.cms.languages.translating import speak_english
from tests.cms.terms.test_terms import make_term

pytestmark = pytest.mark.django_db


def twin_of(german, **fields):
    english = german.copy_for_translation(locale_of("en"))
    for name, value in fields.items():
        setattr(english, name, value)
    english.save()
    if isinstance(english, DraftStateMixin):
        english.save_revision().publish()
    return english


def is_outdated(english) -> bool:
    state = TranslationState.objects.get(translation_key=english.translation_key, locale=english.locale_id)
    return state.outdated_since is not None


def edit(client, snippet, **typed):
    url = reverse(type(snippet).snippet_viewset.get_url_name("edit"), args=[snippet.pk])
    return client.post(url, typed)


def typed_place(**changes) -> dict:
    rich = '{"blocks": [], "entityMap": {}}'
    place = {"name": "Stadthaus!", "street": "Hauptstraße 1", "postal_code": "01067", "city": "Musterstadt"}
    return {**place, "entrance": "", "directions": rich, "access_notes": rich, **changes}


def form_fields(client, snippet) -> list[str]:
    url = reverse(type(snippet).snippet_viewset.get_url_name("edit"), args=[snippet.pk])
    return list(client.get(url).context["form"].fields)


@pytest.mark.parametrize(("ticked", "outdated"), [({"minor_change": "on"}, False), ({}, True)])
def test_a_place_says_whether_its_change_was_minor(admin_client, ticked, outdated):  # L4 L15
    place = make_venue()
    english = twin_of(place, name="Town house")
    assert edit(admin_client, place, **typed_place(), **ticked).status_code == 302
    place.refresh_from_db()
    assert (place.name, is_outdated(english)) == ("Stadthaus!", outdated)


@pytest.mark.parametrize(("ticked", "outdated"), [({"minor_change": "on"}, False), ({}, True)])
def test_a_term_says_it_when_it_is_published(admin_client, ticked, outdated):  # L4 L15
    term = make_term()
    term.save_revision().publish()
    english = twin_of(term, word="concept")
    words = {"word": "Konzept", "forms": "", "explanation": "Ein Plan.", "avoid": "", "action-publish": "1"}
    assert edit(admin_client, term, **words, **ticked).status_code == 302
    assert (Term.objects.get(pk=term.pk).explanation, is_outdated(english)) == ("Ein Plan.", outdated)


def test_each_change_is_asked_about_anew(admin_client):  # L4
    place = make_venue()
    english = twin_of(place, name="Town house")
    edit(admin_client, place, **typed_place(minor_change="on"))
    url = reverse("wagtailsnippets_events_venue:edit", args=[place.pk])
    assert admin_client.get(url).context["form"].initial["minor_change"] is False
    edit(admin_client, place, **typed_place(name="Stadthalle"))
    assert is_outdated(english) is True


def test_only_what_readers_have_in_german_is_asked_about(admin_user, admin_client):  # L4
    speak_english(admin_user)
    place = make_venue()
    simple = place.copy_for_translation(locale_of("de-simple"))
    simple.save()
    draft = make_term(live=False)
    assert ["minor_change" in form_fields(admin_client, one) for one in (place, simple, draft)] == [True, False, False]


def test_everything_that_is_translated_asks():  # L4 L15
    make_frame()
    asks = {model for model in get_snippet_models() if issubclass(model, MinorChange)}
    named = {DeclineReason, MailText, SignupForm, Venue, Term}
    assert named < asks
    for model in asks:
        form = model.snippet_viewset.get_edit_handler().get_form_class()
        assert (model, "minor_change" in form.base_fields) == (model, True)
