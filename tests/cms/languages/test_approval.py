"""A translator submits, is asked for changes, submits again, withdraws; a chief editor approves."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import WorkflowState

from cms.languages.core.admin_addresses import edit_url, state_url
from home.roles import CHIEF_EDITORS, EDITORS, TRANSLATORS
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_home, make_signup_form, make_staff, translate
from tests.cms.languages.translating import LOCKED_BY_SOMEBODY, begin, page, put, speak_english, told, write

TITLE, SUMMARY = "Der Plan", "Rufen Sie an."


@pytest.fixture
def work(db):
    home = make_home()
    translate(home, "en", "Home")
    return begin(add_page(home, TITLE, slug="plan", summary=SUMMARY))


@pytest.fixture
def translator(work) -> BrowserClient:
    return logged_in(TRANSLATORS)


@pytest.fixture
def chief(work) -> BrowserClient:
    return logged_in(CHIEF_EDITORS)


def logged_in(role: str, name: str = "") -> BrowserClient:
    user = make_staff(name or role)
    user.groups.add(Group.objects.get(name=role))
    speak_english(user)
    client = BrowserClient()
    client.force_login(user)
    return client


def write_all(work) -> None:
    write(work, TITLE, "The plan")
    write(work, SUMMARY, "Call us.")


def press(client: BrowserClient, work, action: str) -> list[str]:
    """Press a button of the panel, as it stands in the editor, and return what the next page says."""
    editor = opened(client, page(work))
    button = editor.select_one(f".translators-panel input[value={action}]")
    assert button is not None, f"The editor does not offer to {action}."
    return told(client.post(button.find_parent("form")["action"], {"action": action}, follow=True))


def opened(client: BrowserClient, instance) -> BeautifulSoup:
    return BeautifulSoup(client.get(edit_url(instance)).content, "html.parser")


def panel(client: BrowserClient, work) -> str:
    return " ".join(opened(client, page(work)).select_one(".translators-panel").get_text().split())


def offers(client: BrowserClient, work) -> set[str]:
    return {field["value"] for field in opened(client, page(work)).select(".translators-panel input[name=action]")}


def is_locked(client: BrowserClient, work) -> bool:
    """Whether the translators' editor hides what saves a sentence."""
    return json.loads(opened(client, page(work)).select_one(".js-translation-editor")["data-props"])["object"][
        "isLocked"
    ]


def decide(client: BrowserClient, instance, action: str, comment: str = "") -> None:
    """Approve or reject as the start page does."""
    name = "wagtailadmin_pages:workflow_action"
    if not hasattr(instance, "slug"):
        name = instance.snippet_viewset.get_url_name("workflow_action")
    task = instance.current_workflow_task_state
    assert client.post(reverse(name, args=[instance.pk, action, task.pk]), {"comment": comment}).status_code == 302


def statuses() -> list[str]:
    return list(WorkflowState.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize(
    ("translated", "sentence"),
    [
        ([], "It was not submitted: 2 sentences are still in German. Translate them first."),
        ([TITLE], "It was not submitted: 1 sentence is still in German. Translate it first."),
    ],
)
def test_german_sentences_are_not_submitted_and_their_number_is_said(work, translator, translated, sentence):  # L9
    for german in translated:
        write(work, german, "Text")
    assert press(translator, work, "submit") == [sentence]
    assert (statuses(), page(work).workflow_in_progress) == ([], False)


def test_after_changes_the_same_submission_goes_on(
    work, translator, chief, django_capture_on_commit_callbacks
):  # L9 E6
    write_all(work)
    assert press(translator, work, "submit") == ["It was submitted for approval."]
    decide(chief, page(work), "reject", "Please say “scheme”.")
    text = panel(translator, work)
    assert ("asked for changes on" in text, "Please say “scheme”." in text, "Submit again" in text) == (True,) * 3
    assert put(translator, work, TITLE, "The scheme").status_code in (200, 201)
    assert press(translator, work, "submit") == ["It was submitted for approval."]
    assert statuses() == ["in_progress"]
    with django_capture_on_commit_callbacks(execute=True):
        decide(chief, page(work), "approve")
    assert (statuses(), page(work).live, page(work).title) == (["approved"], True, "The scheme")


def test_what_waits_for_approval_is_locked_and_says_so(work, translator, chief):  # E6
    write_all(work)
    press(translator, work, "submit")
    text = panel(translator, work)
    assert ("It waits for approval." in text, "Until then only those who approve it can change it." in text) == (
        True,
        True,
    )
    assert (is_locked(translator, work), offers(translator, work)) == (True, {"withdraw"})
    assert put(translator, work, TITLE, "Another").json()["error"] == LOCKED_BY_SOMEBODY
    # Who approves may change it, and has no submission to withdraw.
    assert (is_locked(chief, work), offers(chief, work)) == (False, set())
    assert "Approve it or ask for changes on the start page" in panel(chief, work)


def test_whoever_submitted_withdraws_and_goes_on(work, translator):  # E6
    write_all(work)
    press(translator, work, "submit")
    said = press(translator, work, "withdraw")
    assert said == ["The submission was withdrawn; you can change the translation again."]
    assert (statuses(), is_locked(translator, work)) == (["cancelled"], False)
    assert put(translator, work, TITLE, "The scheme").status_code in (200, 201)
    press(translator, work, "submit")
    assert statuses() == ["cancelled", "in_progress"]


def test_nobody_else_withdraws_it_and_a_late_click_is_told(work, translator, chief):  # E6
    write_all(work)
    press(translator, work, "submit")
    other = logged_in(TRANSLATORS, "other")
    late = "It can't be withdrawn: it does not wait for approval any more."
    assert offers(other, work) == set()
    other.post(state_url(page(work)), {"action": "withdraw"})
    assert statuses() == ["in_progress"]
    decide(chief, page(work), "reject")
    answer = translator.post(state_url(page(work)), {"action": "withdraw"}, follow=True)
    assert (told(answer), statuses()) == ([late], ["needs_changes"])


def test_a_second_click_submits_nothing_twice(work, translator):  # E6
    write_all(work)
    press(translator, work, "submit")
    answer = translator.post(state_url(page(work)), {"action": "submit"}, follow=True)
    assert told(answer) == ["It can't be submitted now: it waits for approval or is locked."]
    assert statuses() == ["in_progress"]


def test_the_translation_of_a_form_goes_the_same_way(work, chief, django_capture_on_commit_callbacks):  # L9 E6
    form = make_signup_form(intro=SUMMARY)
    translation = begin(form)
    editor = logged_in(EDITORS)
    assert press(editor, translation, "submit")[0].startswith("It was not submitted: ")
    for segment in translation.source.stringsegment_set.select_related("string"):
        write(translation, segment.string.data, "English")
    press(editor, translation, "submit")
    decide(chief, page(translation), "reject", "Shorter.")
    assert "Shorter." in panel(editor, translation)
    press(editor, translation, "submit")
    press(editor, translation, "withdraw")
    press(editor, translation, "submit")
    with django_capture_on_commit_callbacks(execute=True):
        decide(chief, page(translation), "approve")
    assert (statuses(), page(translation).live) == (["cancelled", "approved"], True)
