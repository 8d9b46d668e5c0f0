"""German that nobody has translated yet is not shown as if it were in another language."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.consequences.answers import answered_by
from cms.ground.publish_refusal import PublishRefused
from events.pages.facts import event_facts
from tests.builders import (
    add_page,
    make_event,
    make_frame,
    make_home,
    make_signup_form,
    make_venue,
    open_language,
    translate,
)

pytestmark = pytest.mark.django_db

REFUSED = "Some sentences are still in German. Translate them all, then publish."


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    return home


def locale(code):
    return Locale.objects.get(language_code=code)


def submit(client, instance, code="en"):
    """Begin a translation as an editor does; return it in the other language."""
    if hasattr(instance, "slug"):
        url = reverse("wagtail_localize:submit_page_translation", args=[instance.pk])
    else:
        address = [instance._meta.app_label, instance._meta.model_name, instance.pk]
        url = reverse("wagtail_localize:submit_snippet_translation", args=address)
    assert client.post(url, {"locales": [locale(code).pk]}).status_code == 302
    return instance.get_translation(locale(code))


def write_sentences(instance, leave_out=0):
    """Translate all sentences but so many."""
    segments = list(StringSegment.objects.filter(source__object_id=instance.translation_key))
    for segment in segments[leave_out:]:
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=instance.locale, data="English"
        )


@pytest.mark.django_db(transaction=True)
def test_the_translators_button_publishes_nothing_before_the_last_sentence(home, admin_client, client):  # L9
    english = submit(admin_client, add_page(home, "Deutscher Titel", slug="seite"))
    write_sentences(english, leave_out=1)
    url = f"/admin/pages/{english.pk}/edit/"
    headers = {"Referer": f"http://testserver{url}"}
    response = admin_client.post(url, {"action": "publish"}, headers=headers, follow=True)
    with translation.override("de"):
        assert [str(message).strip() for message in response.context["messages"]][-1] == gettext(REFUSED)
    assert (response.redirect_chain, client.get("/en/seite/").status_code) == ([(f"http://testserver{url}", 302)], 404)
    StringTranslation.objects.all().delete()
    write_sentences(english)
    admin_client.post(url, {"action": "publish"})
    assert client.get("/en/seite/").context["page"].title == "English"


def test_publishing_past_the_translators_button_is_refused_too(home, admin_client, client):  # L9
    english = submit(admin_client, add_page(home, "Deutscher Titel", slug="seite"))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={english.pk}"
    assert admin_client.post(url).status_code == 302
    with pytest.raises(PublishRefused):
        english.latest_revision.publish()
    assert client.get("/en/seite/").status_code == 404


def test_a_form_with_german_sentences_is_not_published(home, admin_client):  # L9
    english = submit(admin_client, make_signup_form(intro="Willkommen"))
    with pytest.raises(PublishRefused):
        english.latest_revision.publish()
    write_sentences(english)
    Translation.objects.get().save_target(publish=False)
    english.refresh_from_db()
    english.latest_revision.publish()
    english.refresh_from_db()
    assert (english.live, english.consent) == (True, "English")


def test_a_translation_that_was_stopped_is_an_ordinary_page(home, admin_client, client):  # L9
    english = submit(admin_client, add_page(home, "Titel", slug="seite"))
    Translation.objects.update(enabled=False)
    english.latest_revision.publish()
    assert client.get("/en/seite/").status_code == 200


def test_menus_and_footer_stay_marked_as_german_until_they_are_translated(home, admin_client, client):  # A4
    german = make_frame(city_name="Landeshauptstadt")
    frame = submit(admin_client, german)
    assert '<p class="city-name" lang="de" dir="ltr">Landeshauptstadt</p>' in client.get("/en/").text
    with answered_by("test"), pytest.raises(PublishRefused):
        frame.latest_revision.publish()
    write_sentences(frame)
    Translation.objects.get().save_target(publish=False)
    assert 'lang="de" dir="ltr">Landeshauptstadt</p>' in client.get("/en/").text
    frame.refresh_from_db()
    with answered_by("test"):
        frame.latest_revision.publish()
    assert '<p class="city-name">English</p>' in client.get("/en/").text


def test_menus_and_footer_in_simple_german_begin_as_german_ones(home, admin_client, client):  # A4, L6
    german = make_frame(city_name="Landeshauptstadt")
    translate(home, "de-simple", "Start")
    admin_client.post(f"/admin/languages/simple-german/snippet/cms/siteframe/{german.pk}/")
    assert '<p class="city-name" lang="de" dir="ltr">Landeshauptstadt</p>' in client.get("/de-simple/").text


def test_a_place_stays_marked_as_german_until_it_is_translated(home, admin_client):  # A4
    venue = make_venue(directions="<p>Mit der Bahn</p>")
    open_language("ar")
    arabic = submit(admin_client, venue, "ar")
    event = make_event(venue=venue)
    assert event_facts(event, language="ar").place.lang == "de"
    arabic.name = "دار المدينة"
    arabic.save()
    assert event_facts(event, language="ar").place.lang == ""
