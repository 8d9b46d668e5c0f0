"""Opening and closing a language is approved, and says first whom it concerns."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale

from cms.consequences.answers import answered_by
from cms.consequences.consequence import Action
from cms.consequences.gate import Unanswered
from cms.consequences.registry import consequences_of
from cms.ground.publish_refusal import PublishRefused
from cms.languages.core.public_languages import public_languages
from cms.languages.models import LanguageProfile
from cms.models import User
from home.roles import CHIEF_EDITORS, EDITORS
from tests.builders import make_event_row, make_home, signed_up_and_confirmed

pytestmark = pytest.mark.django_db
EDIT = "wagtailsnippets_languages_languageprofile:edit"


@pytest.fixture(autouse=True)
def home():
    return make_home()


@pytest.fixture
def english(home) -> LanguageProfile:
    home.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True).save_revision().publish()
    return LanguageProfile.objects.get(locale__language_code="en")


def person(client, role: str):
    user = User.objects.create_user(role, f"{role}@stadt.example", "a long password for tests")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


def codes() -> list[str]:
    return [language.code for language in public_languages()]


def typed(profile: LanguageProfile, *, is_public: bool, action: str) -> dict:
    notices = dict.fromkeys(("older_notice", "machine_notice", "missing_notice"), "")
    data = {"sort_order": profile.sort_order, action: "1", **notices}
    return {**data, "is_public": "on"} if is_public else data


def test_an_editor_alone_closes_and_opens_nothing(client, english):  # E6
    editor = person(client, EDITORS)
    address = reverse(EDIT, args=[english.pk])
    for action in ("action-publish", "action-submit"):
        assert editor.post(address, typed(english, is_public=False, action=action)).status_code == 302
        assert "en" in codes()
    english.refresh_from_db()
    assert english.workflow_in_progress


def test_whoever_publishes_is_asked_with_the_numbers_before_a_language_is_closed(client, english):  # E9 L9
    event = make_event_row()
    signed_up_and_confirmed(event, language="en")
    chief = person(client, CHIEF_EDITORS)
    response = chief.post(reverse(EDIT, args=[english.pk]), typed(english, is_public=False, action="action-publish"))
    assert ("/consequences/publish/" in response.url, "en" in codes()) == (True, True)
    question = chief.get(response.url).context["question"]
    assert {one.kind: one.number for one in question.consequences} == {
        "language_closed": 1,
        "people_of_closed_language": 1,
    }


def test_a_language_is_closed_and_opened_by_an_answer_only(english):  # E9
    def publish(*, is_public: bool) -> None:
        draft = LanguageProfile.objects.get(pk=english.pk)
        draft.is_public = is_public
        draft.save_revision().publish()

    with pytest.raises(Unanswered):
        publish(is_public=False)
    with answered_by("test"):
        publish(is_public=False)
    assert "en" not in codes()
    english.refresh_from_db()
    english.is_public = True
    assert [one.kind for one in consequences_of(Action.PUBLISH, english)] == ["language_opened"]
    with pytest.raises(Unanswered):
        publish(is_public=True)
    with answered_by("test"):
        publish(is_public=True)
    assert "en" in codes()
    for act in (english.unpublish, english.delete):
        with pytest.raises(Unanswered):
            act()


def test_german_is_never_closed():  # L9
    german = LanguageProfile.objects.get(locale__language_code="de")
    german.is_public = False
    with answered_by("test"):
        for act in (german.save_revision().publish, german.unpublish):
            with pytest.raises(PublishRefused):
                act()
    assert "de" in codes()


def test_a_language_without_a_home_page_is_not_opened_later_either():  # L9
    profile = LanguageProfile.objects.create(
        locale=Locale.objects.create(language_code="fr"), is_public=False, sort_order=9
    )
    profile.is_public = True
    with answered_by("test"), pytest.raises(PublishRefused):
        profile.save_revision().publish()
    assert ("de" in codes(), "fr" in codes()) == (True, False)


def test_menus_in_use_are_deleted_by_an_answer_only():  # E9
    from cms.models import SiteFrame

    names = {"city_name": "Stadt", "site_name": "Teilhabe", "contact_email": "a@stadt.example"}
    frame = SiteFrame(locale=Locale.get_default(), **names)
    frame.save()
    assert [(one.kind, one.number) for one in consequences_of(Action.DELETE, frame)] == [("menus_lost", 1)]
    with pytest.raises(Unanswered):
        frame.delete()
    with answered_by("test"):
        frame.delete()
    assert SiteFrame.objects.count() == 0
