"""wagtail-localize behind our guards: who may translate what into which language, and what comes of it."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages.storage.fallback import FallbackStorage
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from cms.languages.board.buttons import page_buttons, snippet_buttons
from cms.languages.core.admin_addresses import state_url
from cms.languages.state.invariants import broken_invariants
from home.models import ContentPage
from tests.builders import PASSWORD, add_page, make_frame, make_home, make_staff, open_language, translate

pytestmark = pytest.mark.django_db

SUBMIT = "wagtail_localize.submit_translation"


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    translate(home, "de-simple", "Start")
    return home


@pytest.fixture
def imprint(home):
    return add_page(home, "Impressum", slug="impressum")


def locale(code):
    return Locale.objects.get(language_code=code)


def addresses(buttons):
    return [button.url for button in buttons]


def submit_url(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def submit(client, page, *codes, **data):
    return client.post(submit_url(page), {"locales": [locale(code).pk for code in codes], **data})


def staff_with(client, *permissions, pages=()):
    """Log somebody in who has these permissions, and page permissions as (page, codename) pairs."""
    user = make_staff("translator", *permissions)
    group = Group.objects.create(name="translators")
    for target, codename in pages:
        GroupPagePermission.objects.create(group=group, page=target, permission_type=codename)
    user.groups.add(group)
    client.login(username="translator", password=PASSWORD)
    return user


def test_a_live_german_page_becomes_a_draft_in_the_other_language(imprint, admin_client, client):  # L9
    assert submit(admin_client, imprint, "en").status_code == 302
    english = imprint.get_translation(locale("en"))
    assert (english.live, english.slug, english.locale.language_code) == (False, "impressum", "en")
    assert client.get("/en/impressum/").status_code == 404


def test_only_german_is_a_source(imprint, admin_client):  # L6
    english = translate(imprint, "en")
    open_language("ar")
    translate(imprint.get_parent().specific, "ar")
    response = submit(admin_client, english, "ar")
    assert (response.status_code, response["Location"]) == (302, f"/admin/pages/{english.pk}/edit/")
    assert TranslationSource.objects.count() == 0
    assert admin_client.get(submit_url(english)).status_code == 302


def test_simple_german_is_never_offered_nor_taken(imprint, admin_client):  # L6
    form = admin_client.get(submit_url(imprint)).context["form"]
    assert [target.language_code for target in form.fields["locales"].queryset] == ["en"]
    response = submit(admin_client, imprint, "de-simple")
    assert (response.status_code, Translation.objects.count()) == (200, 0)
    assert imprint.has_translation(locale("de-simple")) is False


def test_a_language_without_the_parent_page_is_not_offered(home, imprint, admin_client):  # L6
    below = add_page(imprint, "Datenschutz", slug="datenschutz")
    response = admin_client.get(submit_url(below))
    assert (response.status_code, response["Location"]) == (302, f"/admin/pages/{below.pk}/edit/")
    assert submit(admin_client, below, "en").status_code == 302
    assert TranslationSource.objects.count() == 0


def test_pages_below_are_not_taken_along_and_the_tree_stays_sound(home, imprint, admin_client):  # L6
    add_page(imprint, "Datenschutz", slug="datenschutz")
    submit(admin_client, imprint, "en", include_subtree="on")
    english = imprint.get_translation(locale("en"))
    assert english.get_children().count() == 0
    assert list(Page.find_problems()) == [[], [], [], [], []]
    assert list(broken_invariants()) == []


def test_the_permission_to_submit_alone_shows_nobody_a_draft(home, client):  # L9, X2
    draft = add_page(home, "Geheim", slug="geheim", live=False)
    english_home = home.get_translation(locale("en"))
    staff_with(client, SUBMIT, pages=[(english_home, "add"), (english_home, "publish")])
    # Wagtail's admin answers a refusal with a redirect to its first page.
    for response in (client.get(submit_url(draft)), submit(client, draft, "en")):
        assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert TranslationSource.objects.count() == 0
    assert draft.has_translation(locale("en")) is False


def test_without_our_guard_the_permission_to_submit_alone_copies_a_draft(home, rf):  # L9, X2
    draft = add_page(home, "Geheim", slug="geheim", live=False)
    unguarded = SubmitPageTranslationView.as_view()
    look, send = rf.get("/"), rf.post("/", {"locales": [locale("en").pk]})
    look.user = send.user = make_staff("translator", SUBMIT)
    send.session = {}
    send._messages = FallbackStorage(send)
    shown = unguarded(look, page_id=draft.pk)
    assert (shown.status_code, shown.context_data["view"].get_subtitle()) == (200, "Geheim")
    unguarded(send, page_id=draft.pk)
    assert draft.get_translation(locale("en")).title == "Geheim"


def test_the_right_to_edit_the_german_page_is_not_enough_without_the_right_to_add_the_other(
    home, imprint, client
):  # L9
    staff_with(client, SUBMIT, pages=[(imprint, "change")])
    assert submit(client, imprint, "en").status_code == 302
    assert imprint.has_translation(locale("en")) is False


def test_somebody_with_both_rights_may_translate(home, imprint, client):  # L9
    staff_with(client, SUBMIT, pages=[(imprint, "change"), (home.get_translation(locale("en")), "add")])
    assert submit(client, imprint, "en").status_code == 302
    assert imprint.get_translation(locale("en")).live is False


def test_snippets_need_the_right_to_submit_translations_and_no_other(home, client):  # E6 L9
    frame = make_frame()
    url = reverse("wagtail_localize:submit_snippet_translation", args=["cms", "siteframe", frame.pk])
    user = staff_with(client, "cms.change_siteframe", "cms.add_siteframe")
    data = {"locales": [locale("en").pk]}
    assert (client.post(url, data).status_code, frame.has_translation(locale("en"))) == (302, False)
    user.user_permissions.set(make_staff("other", SUBMIT).user_permissions.all())
    assert (client.post(url, data).status_code, frame.has_translation(locale("en"))) == (302, True)


def test_snippets_are_never_translated_into_simple_german_nor_from_another_language(home, admin_client):  # L6
    frame = make_frame()
    english = make_frame("en")
    url = reverse("wagtail_localize:submit_snippet_translation", args=["cms", "siteframe", english.pk])
    response = admin_client.post(url, {"locales": [locale("de").pk]})
    assert response["Location"] == reverse("wagtailsnippets_cms_siteframe:edit", args=[english.pk])
    url = reverse("wagtail_localize:submit_snippet_translation", args=["cms", "siteframe", frame.pk])
    admin_client.post(url, {"locales": [locale("de-simple").pk]})
    assert TranslationSource.objects.count() == 0


def test_the_buttons_that_begin_a_translation_stand_on_german_pages_only(imprint, admin_user):  # L6
    english = translate(imprint, "en")
    open_language("ar")
    translate(imprint.get_parent().specific, "ar")
    assert addresses(page_buttons(imprint, admin_user)) == [
        f"/admin/localize/submit/page/{imprint.pk}/",
        f"/admin/languages/simple-german/page/{imprint.pk}/",
    ]
    assert addresses(page_buttons(english, admin_user)) == [state_url(english)]


def test_the_translate_button_goes_when_only_simple_german_is_missing(imprint, admin_user):  # L6
    translate(imprint, "en")
    assert addresses(page_buttons(imprint, admin_user)) == [f"/admin/languages/simple-german/page/{imprint.pk}/"]


def test_the_admin_shows_our_buttons_and_not_those_of_the_add_on(imprint, admin_client):  # L6
    english = translate(imprint, "en")
    german_editor = admin_client.get(f"/admin/pages/{imprint.pk}/edit/").text
    english_editor = admin_client.get(f"/admin/pages/{english.pk}/edit/").text
    listing = admin_client.get(f"/admin/pages/{english.get_parent().pk}/").text
    simple_url = f"/admin/languages/simple-german/page/{imprint.pk}/"
    assert [simple_url in text for text in (german_editor, english_editor, listing)] == [True, False, False]
    assert ["localize/submit/page" in text for text in (german_editor, english_editor, listing)] == [False] * 3


def test_the_buttons_that_begin_a_translation_stand_on_the_german_snippet_only(home, admin_user):  # L6
    frame = make_frame()
    english = make_frame("en")
    simple_url = f"/admin/languages/simple-german/snippet/cms/siteframe/{frame.pk}/"
    assert addresses(snippet_buttons(frame, admin_user)) == [simple_url]
    assert addresses(snippet_buttons(english, admin_user)) == [state_url(english)]


def test_syncing_translations_needs_the_right_to_edit_and_never_publishes(imprint, admin_client, client):  # L9
    submit(admin_client, imprint, "en")
    source = TranslationSource.objects.get()
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert admin_client.post(url, {"publish_translations": "on"}).status_code == 302
    assert imprint.get_translation(locale("en")).live is False
    staff_with(client, SUBMIT)
    assert client.get(url)["Location"] == "/admin/"


def test_a_translation_cannot_be_turned_into_a_copy_of_the_german_page(imprint, admin_client):  # L9, A4
    submit(admin_client, imprint, "en")
    english = imprint.get_translation(locale("en"))
    url = reverse("wagtail_localize:convert_to_alias", args=[english.pk])
    assert admin_client.post(url)["Location"] == f"/admin/pages/{english.pk}/edit/"
    assert imprint.get_translation(locale("en")).alias_of is None
    assert "localize-convert-to-alias" not in admin_client.get(f"/admin/pages/{imprint.pk}/edit/").text


def test_a_language_cannot_be_filled_with_copies_of_german_pages(home, imprint, admin_client):  # L9, A4
    form = admin_client.get(reverse("wagtaillocales:add"))
    assert list(form.context["components"]) == []
    data = {
        "language_code": "ar",
        "component-wagtail_localize_localesynchronization-enabled": "on",
        "component-wagtail_localize_localesynchronization-sync_from": locale("de").pk,
    }
    assert admin_client.post(reverse("wagtaillocales:add"), data).status_code == 302
    assert ContentPage.objects.filter(locale=locale("ar")).count() == 0


def test_deleting_the_german_page_keeps_the_translation_memory(imprint, admin_client):  # L12
    submit(admin_client, imprint, "en")
    imprint.delete()
    assert TranslationSource.objects.count() == 1


def test_broken_promises_about_languages_are_found(home, imprint, admin_client):  # L6, L3
    submit(admin_client, imprint, "en")
    source = TranslationSource.objects.get()
    Translation.objects.create(source=source, target_locale=locale("de-simple"))
    Page.objects.filter(pk=imprint.get_translation(locale("en")).pk).update(slug="imprint")
    Page.objects.filter(pk=home.pk).update(numchild=7)
    assert len(list(broken_invariants())) == 3
