"""What we put around wagtail-localize's editor: the state, the facts, the next step, and no way back to German."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from cms.languages.core.admin_addresses import edit_url, state_url
from home.roles import CHIEF_EDITORS, TRANSLATORS
from tests.builders import add_page, make_admin, make_home, make_signup_form, make_staff, translate
from tests.cms.languages.translating import (
    LOCKED_BY_SOMEBODY,
    address,
    begin,
    page,
    publish,
    speak_english,
    told,
    write,
)

TITLE = "Der Plan"
SUMMARY = "Rufen Sie an: 0351 488 20 00."


@pytest.fixture
def work(db):
    home = make_home()
    translate(home, "en", "Home")
    work = begin(add_page(home, TITLE, slug="plan", summary=SUMMARY))
    write(work, TITLE, "The plan")
    return work


def as_one_of(client, role: str):
    user = make_staff(role)
    user.groups.add(Group.objects.get(name=role))
    speak_english(user)
    client.force_login(user)
    return user


def opened(client, instance) -> BeautifulSoup:
    return BeautifulSoup(client.get(edit_url(instance)).content, "html.parser")


def props(editor: BeautifulSoup) -> dict:
    return json.loads(editor.select_one(".js-translation-editor")["data-props"])


def test_the_editor_names_the_facts_that_were_not_translated(work, client):  # L10
    as_one_of(client, TRANSLATORS)
    write(work, SUMMARY, "Call us: 0351 488 20 01.")
    assert [fact.get_text() for fact in opened(client, page(work)).select(".fact")] == ["0351 488 20 00"]
    write(work, SUMMARY, "Call us: 0351 488 20 00.")
    assert opened(client, page(work)).select(".fact") == []


def test_a_translator_is_offered_to_submit_and_a_chief_editor_to_publish(work, client):  # E6
    for role, submits in ((TRANSLATORS, True), (CHIEF_EDITORS, False)):
        as_one_of(client, role)
        editor = opened(client, page(work))
        forms = [form["action"] for form in editor.select(".translators-panel form")]
        assert forms == [state_url(page(work))] * submits
        assert (props(editor)["perms"]["canPublish"], bool(editor.select(".translators-editor-submits"))) == (
            not submits,
            submits,
        )


def test_the_editor_never_offers_to_show_german_again(work, client):  # L9
    as_one_of(client, CHIEF_EDITORS)
    assert props(opened(client, page(work)))["links"]["convertToAliasUrl"] is None


def test_the_editor_says_since_when_the_translation_is_old(work, client, django_capture_on_commit_callbacks):  # L4
    as_one_of(client, CHIEF_EDITORS)
    write(work, SUMMARY, "Call us: 0351 488 20 00.")
    publish(client, work, django_capture_on_commit_callbacks)
    assert opened(client, page(work)).select_one(".translators-panel .w-status").get_text(strip=True) == "up to date"
    german = work.source.get_source_instance()
    german.summary = "Rufen Sie uns an: 0351 488 20 00."
    german.save_revision().publish()
    panel = opened(client, page(work)).select_one(".translators-panel")
    assert panel.select_one(".w-status").get_text(strip=True) == "out of date"
    assert "The German version was changed on" in panel.get_text()


def test_a_form_has_the_panel_too(work, client):  # L4 L10
    as_one_of(client, CHIEF_EDITORS)
    form = begin(make_signup_form(intro=SUMMARY))
    assert [fact.get_text() for fact in opened(client, page(form)).select(".fact")] == []
    write(form, SUMMARY, "Call us.")
    assert [fact.get_text() for fact in opened(client, page(form)).select(".fact")] == ["0351 488 20 00"]


def test_what_somebody_else_has_locked_is_not_published(work, client):  # L12
    english = page(work)
    english.locked, english.locked_by, english.locked_at = True, make_admin(), timezone.now()
    english.save(update_fields=["locked", "locked_by", "locked_at"])
    as_one_of(client, CHIEF_EDITORS)
    write(work, SUMMARY, "Call us: 0351 488 20 00.")
    response = client.post(edit_url(english), {"action": "publish"}, follow=True)
    assert LOCKED_BY_SOMEBODY in told(response)
    assert page(work).live is False


def test_only_who_publishes_makes_an_ordinary_page_of_a_translation(work, client):  # E6
    as_one_of(client, TRANSLATORS)
    client.post(address("stop_translation", work), {"next": reverse("wagtailadmin_home")})
    work.refresh_from_db()
    assert work.enabled is True
    as_one_of(client, CHIEF_EDITORS)
    client.post(address("stop_translation", work), {"next": reverse("wagtailadmin_home")})
    work.refresh_from_db()
    assert work.enabled is False
