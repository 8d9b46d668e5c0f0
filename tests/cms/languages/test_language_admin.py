"""Editors switch a language on, and change menus and footer, without a deploy."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms.consequences.answers import answered_by
from cms.languages.core.public_languages import public_languages
from cms.languages.models import LanguageProfile
from tests.builders import make_frame, make_home, translate

pytestmark = pytest.mark.django_db


def codes():
    return [language.code for language in public_languages()]


def test_an_editor_prepares_a_language_invisibly_and_opens_it_later(admin_client, client):  # L1
    home = make_home()
    add_url = reverse("wagtailsnippets_languages_languageprofile:add")
    choices = dict(admin_client.get(add_url).context["form"].fields["code"].choices)
    assert (len(choices), choices["ar"], "en" in choices) == (31, "العربية", False)
    assert admin_client.post(add_url, {"code": "ar", "sort_order": "5"}).status_code == 302
    profile = LanguageProfile.objects.get(locale__language_code="ar")
    assert (profile.is_public, codes(), client.get("/ar/").status_code) == (False, ["de", "en", "de-simple"], 404)

    edit_url = reverse("wagtailsnippets_languages_languageprofile:edit", args=[profile.pk])
    opened = {"is_public": "on", "sort_order": "5", "action-publish": "1"}
    refused = admin_client.post(edit_url, opened)
    assert list(refused.context["form"].errors) == ["is_public"]
    translate(home, "ar", "الرئيسية")
    with answered_by("test"):
        assert admin_client.post(edit_url, opened).status_code == 302
    assert (codes(), client.get("/ar/").status_code) == (["de", "en", "de-simple", "ar"], 200)


def test_german_stays_open(admin_client):  # L1
    make_home()
    german = LanguageProfile.objects.get(locale__language_code="de")
    response = admin_client.post(
        reverse("wagtailsnippets_languages_languageprofile:edit", args=[german.pk]), {"sort_order": "0"}
    )
    assert list(response.context["form"].errors) == ["is_public"]


@pytest.mark.parametrize("one_by_one", [True, False])
def test_german_cannot_be_deleted_among_the_languages(one_by_one, admin_client, client):  # L1
    make_home()
    german = LanguageProfile.objects.get(locale__language_code="de")
    url = reverse("wagtailsnippets_languages_languageprofile:delete", args=[german.pk])
    several = reverse("wagtail_bulk_action", args=["languages", "languageprofile", "delete"]) + f"?id={german.pk}"
    response = admin_client.post(url if one_by_one else several)
    assert response["Location"] == reverse("wagtailsnippets_languages_languageprofile:list")
    assert (codes(), client.get("/de/").status_code) == (["de", "en", "de-simple"], 200)


@pytest.mark.parametrize("code", ["xx", "de", ""])
def test_only_prepared_languages_that_are_not_used_yet_can_be_chosen(code, admin_client):  # L1
    response = admin_client.post(
        reverse("wagtailsnippets_languages_languageprofile:add"), {"code": code, "sort_order": "5"}
    )
    assert (list(response.context["form"].errors), Locale.objects.count()) == (["code"], 3)


def test_the_list_of_languages_and_the_frame_stand_in_the_menu(admin_client):  # P9
    make_home()
    make_frame()
    for name in ("wagtailsnippets_languages_languageprofile:list", "wagtailsnippets_cms_siteframe:list"):
        assert admin_client.get(reverse(name)).status_code == 200
    page = admin_client.get("/admin/").text
    assert [
        part in page for part in ("/admin/snippets/cms/siteframe/", "/admin/snippets/languages/", "/admin/documents/")
    ] == [
        True,
        True,
        False,
    ]


def test_rich_text_offers_no_link_to_a_loose_document():  # D7
    features = FeatureRegistry().get_default_features()
    assert ("link" in features, "document-link" in features) == (True, False)
