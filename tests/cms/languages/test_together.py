"""Unpublish, expire, restrict and schedule hold in all languages together."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.ground.publish_refusal import PublishRefused
from cms.languages.board.simple_german import create_simple_german
from cms.languages.state.invariants import broken_invariants
from cms.publishing import publish_scheduled
from tests.builders import BERLIN, add_page, make_home, make_signup_form, translate
from tests.cms.languages.test_translation_state import locale, republish, translate_by_sentence

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 5, 1, 12, 0, tzinfo=BERLIN)
REFUSED = "Die deutsche Fassung ist nicht veröffentlicht."


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    translate(home, "de-simple", "Start")
    return home


@pytest.fixture
def german(home):
    return add_page(home, "Konzept", slug="konzept")


def live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_translations_are_unpublished_with_the_german_page(german, admin_client, client):  # L15
    english, simple = translate(german, "en"), translate(german, "de-simple")
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[german.pk]))
    assert [live(page) for page in (german, english, simple)] == [False, False, False]
    assert client.get(english.url).status_code == 404


def test_a_translation_can_be_unpublished_alone(german):  # L15
    english, simple = translate(german, "en"), translate(german, "de-simple")
    english.unpublish()
    assert [live(page) for page in (german, english, simple)] == [True, False, True]


def test_a_form_is_unpublished_in_all_languages(home):  # L15
    form = make_signup_form()
    english = form.copy_for_translation(locale("en"))
    english.save()
    english.save_revision().publish()
    assert english.live is True
    form.unpublish()
    english.refresh_from_db()
    assert english.live is False


def test_what_expires_in_german_expires_in_all_languages(german):  # L15
    english = translate(german, "en")
    with time_machine.travel(NOW - timedelta(days=2), tick=False):
        german.expire_at = NOW
        german.save_revision().publish()
    english.refresh_from_db()
    assert english.expire_at == NOW
    with time_machine.travel(NOW + timedelta(seconds=1), tick=False):
        publish_scheduled(NOW + timedelta(seconds=1))
    assert [live(german), live(english)] == [False, False]


def test_a_translators_draft_does_not_bring_an_old_expiry_back(german):  # L15
    english = translate(german, "en")
    draft = english.save_revision()
    german.expire_at = NOW + timedelta(days=300)
    german.save_revision().publish()
    draft.refresh_from_db()
    draft.publish()
    english.refresh_from_db()
    assert english.expire_at == german.expire_at


def test_no_translation_goes_out_before_the_german_page(home):  # L15
    german = add_page(home, "Konzept", slug="konzept", live=False)
    with pytest.raises(PublishRefused, match=REFUSED):
        translate(german, "en")
    assert not live(german.get_translation(locale("en")))


def test_a_translation_is_scheduled_with_its_german_page_and_never_earlier(home):  # L15
    german = add_page(home, "Konzept", slug="konzept", live=False)
    english = translate(german, "en", live=False)
    with time_machine.travel(NOW - timedelta(days=1), tick=False):
        german.go_live_at = NOW
        german.save_revision().publish()
        english.go_live_at = NOW - timedelta(hours=1)
        with pytest.raises(PublishRefused):
            english.save_revision().publish()
        english.go_live_at = NOW
        english.save_revision().publish()
    with time_machine.travel(NOW + timedelta(seconds=1), tick=False):
        assert publish_scheduled(NOW + timedelta(seconds=1)) == 2
    assert [live(german), live(english)] == [True, True]


def restrict(page, kind="login", **fields):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


def test_a_restriction_holds_in_all_languages_and_is_lifted_in_all(german, client):  # L15 X2
    english = translate(german, "en")
    group = Group.objects.create(name="Beirat")
    restriction = restrict(german, "groups")
    restriction.groups.add(group)
    assert [list(one.groups.all()) for one in english.view_restrictions.all()] == [[group]]
    assert client.get(english.url).status_code == 302
    restriction.restriction_type, restriction.password = "password", "geheim"
    restriction.save()
    assert [(one.restriction_type, one.password) for one in english.view_restrictions.all()] == [("password", "geheim")]
    restriction.delete()
    assert client.get(english.url).status_code == 200


def test_a_translation_that_comes_later_is_restricted_too(german, client):  # L15 X2
    restrict(german)
    english = translate(german, "en")
    simple = create_simple_german(german)
    simple.title, simple.summary = "Plan", "Kurz."
    simple.save_revision().publish()
    assert [client.get(page.url).status_code for page in (english, simple)] == [302, 302]


def test_a_translation_can_be_restricted_alone(german, client):  # L15
    english = translate(german, "en")
    restrict(english)
    german.save_revision().publish()
    assert [client.get(page.url).status_code for page in (german, english)] == [200, 302]


def test_the_nightly_check_reports_what_went_past_the_guards(german):  # L15
    english = translate(german, "en")
    restriction = restrict(german)
    english.view_restrictions.all().delete()
    Page.objects.filter(pk=german.pk).update(live=False)
    assert list(broken_invariants()) == [
        f"Die Seite {english.pk} ist veröffentlicht, ihre deutsche Seite nicht.",
        f"Die Seite {english.pk} ist für alle offen, ihre deutsche Seite nicht.",
    ]
    assert restriction.pk


@pytest.mark.parametrize("road", ["page", "list"])
def test_a_german_page_with_translations_is_not_deleted(german, admin_client, road):  # L15
    english = translate(german, "en")
    address = reverse("wagtailadmin_pages:delete", args=[german.pk])
    if road == "list":
        address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={german.pk}"
    response = admin_client.post(address, follow=True)
    assert "Nehmen Sie die Seite stattdessen zurück" in response.content.decode()
    assert Page.objects.filter(pk__in=[german.pk, english.pk]).count() == 2


def test_a_german_page_without_translations_can_be_deleted(german, admin_client):  # L15
    assert Page.objects.filter(pk=german.pk).exists() is True
    response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[german.pk]))
    assert (response.status_code, Page.objects.filter(pk=german.pk).exists()) == (302, False)


def test_a_language_with_pages_cannot_be_removed(german, admin_client):  # L1
    english = translate(german, "en")
    admin_client.post(reverse("wagtaillocales:delete", args=[english.locale_id]))
    assert Page.objects.filter(pk=english.pk).exists()


def test_the_editors_own_button_publishes_no_translation_before_german(home, admin_client):  # L15
    german = add_page(home, "Konzept", slug="konzept", live=False)
    english = translate(german, "en", live=False)
    data = nested_form_data(
        {
            "title": "Concept",
            "slug": "konzept",
            "summary": "Written.",
            "seo_title": "",
            "search_description": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), data, follow=True)
    assert "Die deutsche Fassung ist nicht veröffentlicht." in response.content.decode()
    english.refresh_from_db()
    assert (english.live, english.get_latest_revision_as_object().summary) == (False, "Written.")


def test_what_a_translator_saves_leaves_the_restriction_of_the_translation_alone(german, client):  # L15 X2, the trap
    english = translate_by_sentence(german)
    restrict(english)
    republish(german)
    assert client.get(english.url).status_code == 302


def test_what_a_translator_saves_keeps_the_groups_of_the_german_page(german):  # L15 X2, the trap
    english = translate_by_sentence(german)
    group = Group.objects.create(name="Beirat")
    restrict(german, "groups").groups.add(group)
    republish(german)
    assert [list(one.groups.all()) for one in english.view_restrictions.all()] == [[group]]
