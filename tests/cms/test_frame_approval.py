"""Header, footer and colours are changed in a draft; somebody else lets it go live, and is told first what it does."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.consequences.answers import answered_by
from cms.consequences.consequence import Action
from cms.consequences.gate import Unanswered
from cms.consequences.models import Answer
from cms.consequences.registry import consequences_of
from cms.consequences.tokens import FIELD
from cms.ground.publish_refusal import PublishRefused
from cms.languages.board.simple_german import create_simple_german
from cms.languages.models import LanguageProfile, TranslationState
from cms.languages.state.translation_state import Status, status_of
from cms.models import SiteFrame
from home.roles import CHIEF_EDITORS, EDITORS
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_frame, make_home, make_staff, translate
from tests.cms.languages.translating import begin, page, write

pytestmark = pytest.mark.django_db


def at_work(role: str) -> BrowserClient:
    user = make_staff(role)
    user.groups.add(Group.objects.get(name=role))
    client = BrowserClient()
    client.force_login(user)
    return client


@pytest.fixture
def plan():
    return add_page(make_home(), "Der Plan", slug="plan")


@pytest.fixture
def news(plan):
    return add_page(plan.get_parent().specific, "Neues", slug="neues")


@pytest.fixture
def frame(plan) -> SiteFrame:
    frame = make_frame(main_menu=[plan], contact="")
    with answered_by("test"):
        frame.save_revision().publish()
    return frame


def typed(frame: SiteFrame, menu: list, button: str, **changes: str) -> dict:
    links = [("link", {"page": entry.pk, "label": ""}) for entry in menu]
    values = {name: getattr(frame, name) for name in ("city_name", "site_name", "contact_email")}
    empty = {"legal_menu": streamfield([]), "partners": streamfield([]), "contact": "null"}
    return {**nested_form_data({**values, **empty, "main_menu": streamfield(links), **changes}), button: "1"}


def edit(frame: SiteFrame) -> str:
    return reverse("wagtailsnippets_cms_siteframe:edit", args=[frame.pk])


def menu(client, path: str = "/de/") -> list[str]:
    nav = BeautifulSoup(client.get(path).content, "html.parser").select_one("nav.menu")
    return [link.get_text(strip=True) for link in nav.select("li:not(.menu-search) a")] if nav else []


def asked(response: HttpResponse) -> dict[str, int]:
    return {one.kind: one.number for one in response.context["question"].consequences}


def publish(frame: SiteFrame, **changes: str) -> None:
    draft = SiteFrame.objects.get(pk=frame.pk)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def test_a_menu_goes_live_when_somebody_else_has_approved_it_and_answered(frame, plan, news, client):  # E6 E9
    editor, chief = at_work(EDITORS), at_work(CHIEF_EDITORS)
    assert "action-publish" not in editor.get(edit(frame)).text
    for button in ("action-publish", "action-submit"):
        assert editor.post(edit(frame), typed(frame, [news], button)).status_code == 302
        assert menu(client) == ["Der Plan"]
    first_page = BeautifulSoup(chief.get("/admin/").content, "html.parser")
    approve = first_page.select_one("[data-workflow-action-url*='/approve/']")["data-workflow-action-url"]
    answer = chief.post(approve, {}, headers={"X-Requested-With": "XMLHttpRequest"})
    question = chief.get(json.loads(answer.text)["redirect"])
    assert asked(question) == {"frame_shown": 3, "links_gone": 1}
    assert menu(client) == ["Der Plan"]
    token = BeautifulSoup(question.content, "html.parser").select_one(f"[name={FIELD}]")["value"]
    chief.post(question.request["PATH_INFO"], {FIELD: token})
    assert (menu(client), Answer.objects.latest("pk").person.username) == (["Neues"], CHIEF_EDITORS)


def test_whoever_publishes_is_told_where_reports_of_barriers_go(frame):  # E9 A12
    with pytest.raises(Unanswered) as refused:
        publish(frame, contact_email="neu@stadt.example")
    assert [one.kind for one in refused.value.consequences] == ["frame_shown", "reports_go_to"]
    publish(frame)
    assert SiteFrame.objects.get().contact_email == "teilhabe@stadt.example"


def test_menus_are_taken_down_by_an_answer_only_and_all_languages_with_german(frame):  # E9 L9
    translate(frame_home(frame), "en", "Home")
    english = frame.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save()
    assert [(one.kind, one.number) for one in consequences_of(Action.UNPUBLISH, frame)] == [("menus_lost", 3)]
    assert [(one.kind, one.number) for one in consequences_of(Action.DELETE, frame)] == [("menus_lost", 2)]
    with pytest.raises(Unanswered):
        frame.unpublish()
    with answered_by("test"):
        frame.unpublish()
    assert SiteFrame.objects.filter(live=True).count() == 0


def test_a_menu_in_a_language_that_nobody_can_read_asks_nothing(frame):  # E9
    translate(frame_home(frame), "en", "Home")
    english = frame.copy_for_translation(Locale.objects.get(language_code="en"))
    assert [one.kind for one in consequences_of(Action.PUBLISH, english)] == ["frame_shown"]
    LanguageProfile.objects.filter(locale__language_code="en").update(is_public=False)
    assert consequences_of(Action.PUBLISH, english) == []


def frame_home(frame: SiteFrame):
    return frame.main_menu[0].value["page"].get_parent().specific


def test_a_draft_in_another_language_waits_behind_the_german_one(frame, client):  # L9 A4
    translate(frame_home(frame), "en", "Home")
    work = begin(frame)
    write(work, "Landeshauptstadt", "Capital")
    with answered_by("test"), pytest.raises(PublishRefused):
        page(work).latest_revision.publish()
    assert '<p class="city-name" lang="de" dir="ltr">Landeshauptstadt</p>' in client.get("/en/").text
    write(work, "Teilhabe", "Participation")
    work.save_target(publish=False)
    assert "Capital" not in client.get("/en/").text
    with answered_by("test"):
        page(work).latest_revision.publish()
    assert '<p class="city-name">Capital</p>' in client.get("/en/").text


def test_a_german_draft_leaves_the_translations_current_and_its_publish_does_not(frame):  # L4
    english = create_simple_german(frame)
    english.site_name = "Mitmachen"
    with answered_by("test"):
        english.save_revision().publish()

    def status() -> Status:
        state = TranslationState.objects.get(translation_key=frame.translation_key, locale=english.locale)
        return status_of(SiteFrame.objects.get(pk=english.pk), SiteFrame.objects.get(pk=frame.pk), state)

    frame.city_name = "Stadt"
    draft = frame.save_revision()
    assert status() == Status.CURRENT
    with answered_by("test"):
        draft.publish()
    assert status() == Status.OUTDATED


def test_the_panel_shows_what_is_typed_around_the_home_page(frame, news):  # E3
    editor = at_work(EDITORS)
    address = reverse("wagtailsnippets_cms_siteframe:preview_on_edit", args=[frame.pk])
    assert editor.post(address, typed(frame, [news], "preview", city_name="Neustadt")).json() == {
        "is_valid": True,
        "is_available": True,
    }
    shown = editor.get(address, {"in_preview_panel": "true"}).text
    assert ("Neustadt" in shown, "Landeshauptstadt" in shown, ">Neues<" in shown) == (True, False, True)
    assert "Neustadt" not in editor.get("/de/").text
