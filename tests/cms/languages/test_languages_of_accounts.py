"""An administrator says into which languages an account translates; in the others it can begin and change nothing."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation

from cms.admin_routes.other_languages import SENTENCE
from cms.ground.as_read import CHANGED_MEANWHILE
from cms.languages.board.sections import Status
from cms.languages.core.admin_addresses import edit_url, state_url
from cms.languages.core.translation_policy import TranslationPolicy
from cms.models import User
from events.models import DeclineReason, SignupForm, Venue
from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, TRANSLATORS
from tests.builders import add_page, make_frame, make_home, make_signup_form, make_staff, open_language, translate
from tests.builders.locales import locale_of
from tests.cms.languages.test_board import cells
from tests.cms.languages.translating import address, begin, put, speak_english, told
from tests.events.desk.people import make_reason

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = make_home()
    for code in ("en", "ar"):
        open_language(code)
        translate(home, code)
    return home


@pytest.fixture
def plan(home):
    """A German page with an English and an Arabic draft, sentence by sentence."""
    return add_page(home, "Der Plan", slug="plan")


@pytest.fixture
def works(plan) -> dict[str, Translation]:
    return {code: begin(plan, code) for code in ("en", "ar")}


def somebody(role: str, *codes: str) -> User:
    user = make_staff(f"{role}-{'-'.join(codes)}")
    user.groups.add(Group.objects.get(name=role))
    user.translates_into.set([locale_of(code) for code in codes])
    speak_english(user)
    return user


def at_work(client, role: str, *codes: str) -> User:
    user = somebody(role, *codes)
    client.force_login(user)
    return user


def is_refused(client, method: str, url: str, **data) -> bool:
    """Whether this is turned away, with the sentence that says why."""
    response = getattr(client, method)(url, data, follow=True)
    return (response.redirect_chain, told(response)[-1:]) == ([("/admin/", 302)], [SENTENCE])


def test_the_board_offers_only_the_own_languages(plan, works, home):  # E6 L7
    make_signup_form()
    found = cells(somebody(TRANSLATORS, "ar"))
    assert (found["Der Plan"]["en"], found["Der Plan"]["ar"]) == ((Status.DRAFT, ""), (Status.DRAFT, "Weiterarbeiten"))
    assert found["Anmeldeformular: Anmeldung"] == {
        "en": (Status.MISSING, ""),
        "ar": (Status.MISSING, "Übersetzen"),
        "de-simple": (Status.MISSING, ""),
    }


def test_without_any_language_said_all_are_offered(plan, works, home):  # E6 L7
    make_signup_form()
    found = cells(somebody(TRANSLATORS))
    assert {code: found["Der Plan"][code] for code in ("en", "ar")} == dict.fromkeys(
        ("en", "ar"), (Status.DRAFT, "Weiterarbeiten")
    )
    assert {code: cell[1] for code, cell in found["Anmeldeformular: Anmeldung"].items()} == {
        "en": "Übersetzen",
        "ar": "Übersetzen",
        "de-simple": "Anlegen",
    }


@pytest.mark.parametrize("role", [TRANSLATORS, EDITORS, CHIEF_EDITORS, ADMINISTRATORS])
def test_a_page_in_another_language_is_neither_opened_nor_saved_nor_submitted(works, client, role):  # E6 X1
    at_work(client, role, "ar")
    english, arabic = (works[code].get_target_instance() for code in ("en", "ar"))
    assert client.get(edit_url(arabic)).status_code == 200
    assert put(client, works["ar"], "Der Plan", "الخطة").status_code == 201
    assert put(client, works["en"], "Der Plan", "The plan").status_code == 403
    assert is_refused(client, "get", edit_url(english))
    for action in ("publish", "save", "submit"):
        assert is_refused(client, "post", edit_url(english), action=action)
    for action in ("submit", "withdraw", "confirm"):
        assert is_refused(client, "post", state_url(english), action=action)
    for name in ("upload_pofile", "machine_translate", "stop_translation"):
        assert is_refused(client, "post", address(name, works["en"]))
    for name in ("unpublish", "delete", "copy", "lock"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[english.pk]), {})
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={english.pk}"
    client.post(bulk, {"next": "/admin/"})
    english.refresh_from_db()
    assert (english.locked, Page.objects.filter(translation_key=english.translation_key).count()) == (False, 3)
    assert not Page.objects.get(pk=english.pk).live


@pytest.mark.parametrize("role", [EDITORS, CHIEF_EDITORS])
def test_german_stays_open_to_those_who_write_it(plan, client, role):  # E6
    at_work(client, role, "ar")
    assert client.get(edit_url(plan)).status_code == 200
    assert client.get(edit_url(make_signup_form())).status_code == 200


@pytest.mark.parametrize("role", [EDITORS, TRANSLATORS])
def test_pages_are_begun_in_the_own_languages_only(plan, client, role):  # E6 X1
    at_work(client, role, "ar")
    url = reverse("wagtail_localize:submit_page_translation", args=[plan.pk])
    client.post(url, {"locales": [locale_of("en").pk]})
    client.post(reverse("create_simple_german_page", args=[plan.pk]))
    assert Page.objects.filter(translation_key=plan.translation_key).count() == 1
    client.post(url, {"locales": [locale_of("ar").pk]})
    twins = Page.objects.filter(translation_key=plan.translation_key)
    assert set(twins.values_list("locale__language_code", flat=True)) == {"de", "ar"}


def test_a_translator_begins_a_page_from_the_board_and_submits_it(plan, client):  # E6 L7
    user = at_work(client, TRANSLATORS, "ar")
    assert cells(user)["Der Plan"]["ar"] == (Status.MISSING, "Übersetzen")
    url = reverse("wagtail_localize:submit_page_translation", args=[plan.pk])
    response = client.post(url, {"locales": [locale_of("ar").pk]})
    arabic = Page.objects.get(translation_key=plan.translation_key, locale=locale_of("ar"))
    assert (response["Location"], arabic.live) == (edit_url(arabic), False)
    work = Translation.objects.get(target_locale=locale_of("ar"), source__object_id=plan.translation_key)
    for segment in work.source.stringsegment_set.all():
        put(client, work, segment.string.data, "الخطة")
    client.post(edit_url(arabic), {"action": "publish"})
    assert not Page.objects.get(pk=arabic.pk).live
    client.post(state_url(arabic), {"action": "submit"})
    assert Page.objects.get(pk=arabic.pk).current_workflow_state.status == "in_progress"


def test_a_translator_writes_the_simple_german_of_a_page(home, plan, client):  # E6 L8
    translate(home, "de-simple")
    user = at_work(client, TRANSLATORS)
    assert cells(user)["Der Plan"]["de-simple"] == (Status.MISSING, "Anlegen")
    response = client.post(reverse("create_simple_german_page", args=[plan.pk]))
    simple = Page.objects.get(translation_key=plan.translation_key, locale__language_code="de-simple")
    assert (response["Location"], simple.live) == (edit_url(simple), False)
    assert client.get(edit_url(simple)).status_code == 200


def test_a_translator_begins_nothing_that_german_lacks_and_no_home_page(home, plan, client):  # E6 X1
    user = at_work(client, TRANSLATORS)
    open_language("fr")
    assert cells(user)[home.title]["fr"] == (Status.MISSING, "")
    url = reverse("wagtail_localize:submit_page_translation", args=[home.pk])
    client.post(url, {"locales": [locale_of("fr").pk]})
    assert not Page.objects.filter(locale=locale_of("fr")).exists()
    english = home.get_translation(locale_of("en"))
    add = reverse("wagtailadmin_pages:add", args=["home", "contentpage", english.pk])
    assert client.get(add).status_code == 302


def venue() -> Venue:
    fields = {"name": "Stadthaus", "street": "Markt 1", "postal_code": "01067", "city": "Dresden"}
    return Venue.objects.create(**fields, locale=locale_of("de"))


@pytest.mark.parametrize("make", [make_signup_form, make_frame, make_reason, venue])
def test_translators_begin_and_open_snippets_in_their_languages_and_none_in_german(home, client, make):  # E6 L7 X1
    german = make()
    at_work(client, TRANSLATORS, "ar")
    model = type(german)
    arguments = [model._meta.app_label, model._meta.model_name, german.pk]
    url = reverse("wagtail_localize:submit_snippet_translation", args=arguments)
    client.post(url, {"locales": [locale_of("en").pk]})
    client.post(reverse("create_simple_german_snippet", args=arguments))
    twins = model._base_manager.filter(translation_key=german.translation_key)
    assert set(twins.values_list("locale__language_code", flat=True)) == {"de"}
    response = client.post(url, {"locales": [locale_of("ar").pk]})
    arabic = twins.get(locale=locale_of("ar"))
    assert (response["Location"], client.get(edit_url(arabic)).status_code) == (edit_url(arabic), 200)
    for name in ("edit", "delete"):
        assert client.get(reverse(model.snippet_viewset.get_url_name(name), args=[german.pk])).status_code == 302
    assert client.get(reverse(model.snippet_viewset.get_url_name("add"))).status_code in (302, 404)
    english = german.copy_for_translation(locale_of("en"))
    english.save()
    assert is_refused(client, "get", edit_url(english))
    assert is_refused(client, "post", edit_url(english), action="publish")


def test_ticked_snippets_in_another_language_stay(home, client):  # E6 X1
    german = venue()
    for code in ("en", "ar"):
        german.copy_for_translation(locale_of(code)).save()
    at_work(client, EDITORS, "ar")
    translations = Venue.objects.exclude(pk=german.pk).order_by("pk").values_list("pk", flat=True)
    query = "&".join(f"id={pk}" for pk in translations)
    url = reverse("wagtail_bulk_action", args=["events", "venue", "delete"]) + f"?{query}"
    client.post(url, {"next": "/admin/"})
    assert set(Venue.objects.values_list("locale__language_code", flat=True)) == {"de", "en"}


def test_a_translated_reason_is_saved_by_its_translator(home, client):  # E6
    at_work(client, TRANSLATORS, "ar")
    work = begin(make_reason(), "ar")
    put(client, work, "Voll", "ممتلئ")
    put(client, work, "Alle Plätze sind vergeben.", "كل الأماكن محجوزة.")
    client.post(edit_url(work.get_target_instance()), {"action": "publish"})
    assert DeclineReason.objects.get(locale=locale_of("ar")).text == "كل الأماكن محجوزة."


def test_a_translated_form_is_submitted_and_not_published_by_its_translator(home, client):  # E6
    at_work(client, TRANSLATORS, "ar")
    work = begin(make_signup_form(), "ar")
    for segment in work.source.stringsegment_set.all():
        put(client, work, segment.string.data, "نص")
    arabic = work.get_target_instance()
    client.post(edit_url(arabic), {"action": "publish"})
    assert not SignupForm.objects.get(pk=arabic.pk).live
    client.post(state_url(arabic), {"action": "submit"})
    assert SignupForm.objects.get(pk=arabic.pk).current_workflow_state.status == "in_progress"


def test_every_kind_that_is_translated_asks_for_the_language():  # E6 X1
    kinds = [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]
    policies = {type(model.snippet_viewset.permission_policy) for model in kinds}
    assert (len(kinds), policies) == (6, {TranslationPolicy})


def test_an_administrator_gives_languages_on_the_form_of_an_account(home, client):  # E6
    at_work(client, ADMINISTRATORS)
    account = somebody(TRANSLATORS)
    url = reverse("wagtailusers_users:edit", args=[account.pk])
    form = client.get(url).context["form"]
    offered = [label for _key, label in form.fields["translates_into"].choices]
    assert offered == [
        "العربية",
        "Einfache Sprache",
        "English",
    ]
    data = {
        "username": account.username,
        "email": "uebersetzung@stadt.example",
        "first_name": "Über",
        "last_name": "Setzung",
        "is_active": "on",
        "groups": [group.pk for group in account.groups.all()],
        "as_read": form["as_read"].value(),
    }
    client.post(url, data | {"translates_into": [locale_of("ar").pk]})
    assert list(account.translates_into.values_list("language_code", flat=True)) == ["ar"]
    # A second window, as it was opened before.
    refused = client.post(url, data)
    assert refused.context["form"].non_field_errors() == [CHANGED_MEANWHILE]
    assert list(account.translates_into.values_list("language_code", flat=True)) == ["ar"]
