"""The German page of an event takes the drafts with it that it needs: on every road, in one go, asked once."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, Page, WorkflowState

from cms.consequences.answers import answered_by
from cms.consequences.gate import Unanswered
from cms.consequences.models import Answer
from cms.ground.publish_refusal import PublishRefused
from cms.publishing import publish_scheduled
from cms.to_dos.registry import Urgency, to_dos_of
from events.models import Event, EventPage, SignupForm
from events.pages.event_page import EVENT_IS_DRAFT
from home.roles import CHIEF_EDITORS, EDITORS
from tests.builders import add_page, make_event_index, make_event_row, make_frame, make_home, open_language, translate
from tests.events.consequences.asking import Editor, sentences
from tests.events.desk.making.drafts import ALL, NOTHING, make_drafts, member_of, soon, which_are_live
from tests.events.pages.test_event_page import page_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    make_frame()
    return make_event_index(make_home())


@pytest.fixture
def page(index) -> EventPage:
    return make_drafts(index)


@pytest.fixture
def chief(index) -> Editor:
    return Editor(member_of(CHIEF_EDITORS))


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def kinds(response) -> list[str]:
    question = response.context.get("question") if response.context else None
    return [one.kind for one in question.consequences] if question else []


def told(response) -> list[str]:
    return [str(message).strip() for message in response.context["messages"]]


ALONG = ["along events.signupform", "along events.event"]


def submitted(page: EventPage):
    page.get_workflow().start(page, member_of(EDITORS))
    return page.current_workflow_task_state


def test_the_editors_button_asks_once_and_publishes_form_event_and_page(page, chief):  # E2 E9
    response = chief.post(edit_url(page), {**page_data(page.event), "action-publish": "1"})
    assert (kinds(response), which_are_live(page)) == (ALONG, NOTHING)
    assert "This goes live together" in response.text
    assert [
        f'href="{edit}"' in response.text for edit in (edit_url_of(page.event), edit_url_of(page.event.signup_form))
    ] == [
        True,
        True,
    ]
    response = chief.press(response)
    assert (which_are_live(page), response.redirect_chain[-1][0]) == (ALL, edit_url(page))
    assert list(Answer.objects.values_list("person", "object_id")) == [(chief.user.pk, str(page.pk))]


def edit_url_of(snippet) -> str:
    return reverse(type(snippet).snippet_viewset.get_url_name("edit"), args=[snippet.pk])


def test_a_page_that_is_published_when_it_is_made_takes_them_too(index, chief):  # E2
    event = make_event_row(live=False)
    event.save_revision()
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk])
    response = chief.post(url, page_data(event, **{"action-publish": "1"}))
    assert kinds(response) == ["along events.event"]
    chief.press(response)
    assert which_are_live(EventPage.objects.get()) == ALL


@pytest.mark.parametrize("road", ["list", "editor"])
def test_whoever_approves_publishes_all_of_it(page, chief, road):  # E2 E6
    state = submitted(page)
    if road == "list":
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        response = chief.post(url, {"comment": "Gut so."})
    else:
        pressed = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        response = chief.post(edit_url(page), {**page_data(page.event), **pressed})
    assert (kinds(response), which_are_live(page)) == (ALONG, NOTHING)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    chief.press(response)
    assert (which_are_live(page), WorkflowState.objects.get().status) == (ALL, WorkflowState.STATUS_APPROVED)


def test_pages_that_were_ticked_take_theirs_along(index, chief):  # E2
    pages = [make_drafts(index, title) for title in ("Eine", "Zwei")]
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    url += "?" + "&".join(f"id={page.pk}" for page in pages)
    response = chief.post(url, {})
    assert (kinds(response), [which_are_live(page) for page in pages]) == (ALONG, [NOTHING, NOTHING])
    response = chief.press(response)
    assert (kinds(response), [which_are_live(page) for page in pages]) == (ALONG, [NOTHING, NOTHING])
    chief.press(response)
    assert [which_are_live(page) for page in pages] == [ALL, ALL]


def scheduled(page: EventPage, chief: Editor):
    page.go_live_at = soon()
    revision = page.save_revision()
    response = chief.client.get(reverse("consequences_question", args=["publish", revision.pk]))
    assert kinds(response) == ALONG
    chief.press(response)
    assert which_are_live(page) == NOTHING
    return page.go_live_at + timedelta(minutes=1)


def test_a_schedule_that_was_answered_for_takes_them_at_its_time(page, chief):  # E2 E9
    with time_machine.travel(scheduled(page, chief), tick=False):
        assert publish_scheduled(timezone.now()) == 1
        assert which_are_live(page) == ALL


def tasks_of(user) -> list:
    return [to_do for to_do in to_dos_of(user) if to_do.urgency is Urgency.OVERDUE]


def test_facts_that_changed_after_the_schedule_wait_for_another_answer(page, chief):  # E2 E9
    due = scheduled(page, chief)
    event = Event.objects.get(pk=page.event_id)
    event.capacity = 7
    event.save_revision()
    with time_machine.travel(due, tick=False):
        assert publish_scheduled(timezone.now()) == 0
        assert which_are_live(page) == NOTHING
        assert len(tasks_of(chief.user)) == 1
        chief.client.force_login(chief.user)
        chief.press(chief.client.get(tasks_of(chief.user)[0].url))
        assert (which_are_live(page), Event.objects.get(pk=page.event_id).capacity) == (ALL, 7)


def test_what_changed_between_question_and_answer_is_asked_again(page, chief):  # E9
    response = chief.post(edit_url(page), {**page_data(page.event), "action-publish": "1"})
    event = Event.objects.get(pk=page.event_id)
    event.name = "Anders"
    event.save_revision()
    response = chief.press(response)
    assert (kinds(response), which_are_live(page)) == (ALONG, NOTHING)
    assert sentences(response)[1].startswith("Event “Anders” goes live with it")
    chief.press(response)
    assert (which_are_live(page), Event.objects.get(pk=page.event_id).name) == (ALL, "Anders")


def without(user, right: str):
    app_label, codename = right.split(".")
    for group in user.groups.all():
        group.permissions.remove(Permission.objects.get(content_type__app_label=app_label, codename=codename))


@pytest.mark.parametrize(
    ("right", "kind"),
    [("events.publish_event", "Event “Werkstatt”"), ("events.publish_signupform", "Sign-up form “Anmeldung”")],
)
@pytest.mark.parametrize("road", ["editor", "approval", "ticked"])
def test_without_the_right_to_one_of_them_nothing_goes_live(page, chief, right, kind, road):  # E2 X1
    without(chief.user, right)
    if road == "editor":
        response = chief.post(edit_url(page), {**page_data(page.event), "action-publish": "1"})
    elif road == "approval":
        state = submitted(page)
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        response = chief.post(url, {"comment": ""})
    else:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = chief.post(f"{url}?id={page.pk}", {})
    assert which_are_live(page) == NOTHING
    assert [text for text in told(response) if text.startswith(f"It was not published: {kind} would go live with it")]
    assert kinds(response) == []


def test_an_answer_without_the_right_publishes_nothing(page, chief):  # X1
    response = chief.post(edit_url(page), {**page_data(page.event), "action-publish": "1"})
    without(chief.user, "events.publish_event")
    chief.press(response)
    assert which_are_live(page) == NOTHING


def test_where_the_page_fails_in_the_end_its_drafts_stay_drafts(page, chief):  # E2
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    with pytest.raises(PermissionDenied), answered_by(chief.user):
        page.get_latest_revision().publish(user=chief.user)
    assert which_are_live(page) == NOTHING


def test_a_draft_with_a_fault_keeps_the_others_back_and_says_which(page, chief):  # E2
    form = SignupForm.objects.get()
    form.consent = " "
    form.save_revision(clean=False)
    with translation.override("en"), pytest.raises(PublishRefused) as refused, answered_by(chief.user):
        page.get_latest_revision().publish(user=chief.user)
    assert str(refused.value).endswith("can't yet. Consent: Write what people agree to.")
    assert which_are_live(page) == NOTHING


def test_an_event_for_later_holds_back_the_page_until_then(page, chief):  # E2
    event = Event.objects.get(pk=page.event_id)
    event.go_live_at = soon()
    event.save_revision()
    with translation.override("en"), pytest.raises(PublishRefused) as refused, answered_by(chief.user):
        page.get_latest_revision().publish(user=chief.user)
    assert "goes live only on" in str(refused.value)
    assert which_are_live(page) == NOTHING


def test_a_locked_event_is_not_published_past_its_lock(page, chief):  # E2
    Event.objects.filter(pk=page.event_id).update(locked=True, locked_by=member_of(EDITORS))
    event = Event.objects.get(pk=page.event_id)
    event.save_revision()
    response = chief.post(edit_url(page), {**page_data(event), "action-publish": "1"})
    assert which_are_live(page) == NOTHING
    assert [text for text in told(response) if "somebody has locked that" in text]


def test_a_translation_takes_nothing_along_and_says_why(page):  # E2 L3
    open_language("en")
    make = translate(page.get_parent(), "en")
    english = translate(page, "en", live=False)
    assert english.get_parent().pk == make.pk
    with pytest.raises(PublishRefused) as refused:
        english.get_latest_revision().publish()
    assert str(refused.value) == str(EVENT_IS_DRAFT)


def test_what_is_live_already_is_not_asked_about(index, chief):  # E9
    page = add_page(index, "Werkstatt", EventPage, event=make_event_row(), live=False)
    chief.post(edit_url(page), {**page_data(page.event), "action-publish": "1"})
    assert which_are_live(page) == ALL


def test_a_form_that_was_taken_down_stays_down_while_its_event_is_live(index, chief):  # S1
    page = make_drafts(index)
    with answered_by(chief.user):
        page.get_latest_revision().publish(user=chief.user)
        SignupForm.objects.get().unpublish()
        EventPage.objects.get().save_revision().publish(user=chief.user)
    assert which_are_live(page) == {**ALL, "form": False}


def test_code_without_an_answer_publishes_nothing(page):  # E9
    with pytest.raises(Unanswered):
        page.get_latest_revision().publish()
    assert which_are_live(page) == NOTHING
