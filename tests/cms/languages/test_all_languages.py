"""German and its translations go live by one action, in one go, by somebody who may publish each of them."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from cms.languages.core.admin_addresses import edit_url, together_url
from cms.publishing import publish_scheduled
from home.roles import CHIEF_EDITORS, EDITORS, TRANSLATORS
from tests.builders import add_page, make_home, make_signup_form, make_venue, translate
from tests.builders.locales import locale_of
from tests.cms.languages.translating import begin, told, write
from tests.cms.terms.test_terms import make_term
from tests.events.desk.making.drafts import member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def german():
    home = make_home()
    translate(home, "en", "Home")
    translate(home, "de-simple", "Start")
    page = add_page(home, "Der Plan", slug="plan", summary="Worum es geht.", live=False)
    translate(page, "de-simple", "Ein Plan", live=False)
    return page


@pytest.fixture
def work(german):
    """The English version, translated sentence by sentence: nothing of it is in a revision yet."""
    work = begin(german)
    write(work, "Der Plan", "The plan")
    write(work, "Worum es geht.", "What it is about.")
    return work


@pytest.fixture
def chief(client):
    user = member_of(CHIEF_EDITORS)
    client.force_login(user)
    return client


def live(german) -> dict[str, str]:
    """The titles that visitors read, by language."""
    twins = Page.objects.filter(translation_key=german.translation_key, live=True)
    return dict(twins.order_by("locale__language_code").values_list("locale__language_code", "title"))


ALL = {"de": "Der Plan", "de-simple": "Ein Plan", "en": "The plan"}


def rows(client, german) -> list[tuple[str, str]]:
    context = client.get(together_url(german)).context
    return [(version.language.code, version.obstacle) for version in context["versions"]]


def test_the_screen_says_what_goes_live_and_looking_changes_nothing(german, work, chief):  # L15
    assert rows(chief, german) == [("de", ""), ("de-simple", ""), ("en", "")]
    assert live(german) == {}


def test_one_action_publishes_all_languages(german, work, chief):  # L15
    response = chief.post(together_url(german), follow=True)
    assert live(german) == ALL
    assert (told(response)[0], response.redirect_chain[-1][0]) == (
        "Published in: Deutsch, Einfache Sprache and English.",
        edit_url(german),
    )
    assert rows(chief, german) == []
    assert told(chief.post(together_url(german), follow=True))[0] == "Everything is published already."


def test_a_sentence_that_was_written_after_publishing_waits(german, work, chief):  # L15
    chief.post(together_url(german))
    write(work, "Der Plan", "The new plan")
    assert rows(chief, german) == [("en", "")]
    chief.post(together_url(german))
    assert live(german)["en"] == "The new plan"


def test_nothing_goes_live_while_one_language_is_not_ready(german, work, chief):  # L15 L3
    work.source.stringsegment_set.get(string__data="Der Plan").string.translations.all().delete()
    assert rows(chief, german)[-1] == ("en", "1 sentence is still in German.")
    assert "Publish all" not in chief.get(together_url(german)).text.replace("Publish all languages", "")
    response = chief.post(together_url(german), follow=True)
    assert told(response) == ["Nothing was published. English: 1 sentence is still in German."]
    assert live(german) == {}


def test_nothing_goes_live_where_a_right_for_one_language_is_missing(german, work, chief):  # L15 E6
    group = Group.objects.get(name=CHIEF_EDITORS)
    right = GroupPagePermission.objects.get(group=group, permission__codename="publish_page")
    for code in ("de", "de-simple"):
        home = Page.objects.get(depth=2, locale__language_code=code)
        GroupPagePermission.objects.create(group=group, page=home, permission=right.permission)
    right.delete()
    missing = "You have no right to publish it. Ask somebody who has it."
    assert rows(chief, german) == [("de", ""), ("de-simple", ""), ("en", missing)]
    response = chief.post(together_url(german), follow=True)
    assert (told(response), live(german)) == ([f"Nothing was published. English: {missing}"], {})


@pytest.mark.parametrize("role", [EDITORS, TRANSLATORS])
def test_who_does_not_publish_is_told_so(german, work, client, role):  # L15 E6
    client.force_login(member_of(role))
    missing = "You have no right to publish it. Ask somebody who has it."
    assert {obstacle for _code, obstacle in rows(client, german)} == {missing}
    client.post(together_url(german))
    assert live(german) == {}


def test_a_page_that_somebody_has_locked_stays_as_it_is(german, work, chief):  # L15
    english = work.get_target_instance()
    english.locked, english.locked_by, english.locked_at = True, member_of(EDITORS), timezone.now()
    english.save(update_fields=["locked", "locked_by", "locked_at"])
    chief.post(together_url(german))
    assert live(german) == {}


def test_all_languages_go_live_at_the_time_that_is_planned_for_german(german, work, chief):  # L15
    german.go_live_at = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    german.save_revision()
    chief.post(together_url(german))
    assert live(german) == {}
    with time_machine.travel(german.go_live_at - timedelta(minutes=1), tick=False):
        publish_scheduled(timezone.now())
        assert live(german) == {}
    with time_machine.travel(german.go_live_at + timedelta(minutes=1), tick=False):
        publish_scheduled(timezone.now())
        assert live(german) == ALL


def test_a_term_and_its_translation_go_live_together(chief):  # L15
    term = make_term(live=False)
    term.save_revision()
    english = term.copy_for_translation(locale_of("en"))
    english.word, english.live = "concept", False
    english.save()
    english.save_revision()
    chief.post(together_url(term))
    term.refresh_from_db()
    english.refresh_from_db()
    assert (term.live, english.live) == (True, True)


def test_what_has_no_drafts_or_is_no_original_has_no_such_screen(german, work, chief):  # L15
    for thing in (make_venue(), work.get_target_instance()):
        assert chief.get(together_url(thing)).status_code == 404


def test_an_original_with_translations_leads_there(german, work, chief):  # L15
    assert together_url(german) in chief.get(edit_url(german)).text
    form = make_signup_form()
    assert together_url(form) not in chief.get(edit_url(form)).text
    begin(form)
    assert together_url(form) in chief.get(edit_url(form)).text


def test_nobody_gets_in_without_the_right_to_edit(german, work, client):  # L15 E6
    client.logout()
    assert client.post(together_url(german)).url.startswith(reverse("account_login"))
