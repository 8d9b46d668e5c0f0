"""What was submitted stands on the first page of whoever approves, what came back on that of whoever submitted."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.languages.core.admin_addresses import edit_url
from cms.to_dos import approvals
from cms.to_dos.registry import Urgency, to_dos_of
from home.roles import CHIEF_EDITORS, EDITORS, RIGHTS, TRANSLATORS
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_event_row, make_home, make_staff

pytestmark = pytest.mark.django_db


def somebody(role: str, name: str = ""):
    user = make_staff(name or role)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def editor(home):
    return somebody(EDITORS)


@pytest.fixture
def chief(home):
    return somebody(CHIEF_EDITORS)


def submitted(thing, user):
    thing.save_revision(user=user)
    return thing.get_workflow().start(thing, user)


def page(home, title: str):
    return add_page(home, title, live=False)


def decide(chief, to_do, name: str, **data) -> None:
    client = BrowserClient()
    client.force_login(chief)
    step = next(step for step in to_do.steps if f"/{name}/" in step.url)
    client.post(step.url, data, headers={"x-requested-with": "XMLHttpRequest"} if step.asks else {})


def test_who_approves_sees_who_submitted_what_when_and_decides_there(home, editor, chief):  # E4 E6
    event, draft = make_event_row(name="Werkstatt"), page(home, "Der Plan")
    submitted(draft, editor)
    submitted(event, editor)
    first, second = approvals.to_approve(chief)
    assert [(to_do.url, to_do.urgency) for to_do in (first, second)] == [
        (edit_url(one), Urgency.AWAITED) for one in (draft, event)
    ]
    assert first.sentence.startswith("Freizugeben: „Der Plan“ (Deutsch), eingereicht von Redaktion am ")
    assert second.sentence.startswith("Freizugeben: „Werkstatt“, eingereicht von Redaktion am ")
    assert [(step.label, step.asks) for step in first.steps] == [
        ("Freigeben", False),
        ("Mit Kommentar freigeben", True),
        ("Änderungen anfordern", True),
    ]
    decide(chief, second, "approve")
    assert [to_do.url for to_do in approvals.to_approve(chief)] == [edit_url(draft)]


def test_who_submitted_sees_what_is_under_way_and_what_came_back_with_the_comment(home, editor, chief):  # E4 E6
    draft = page(home, "Der Plan")
    submitted(draft, editor)
    (under_way,) = approvals.under_way(editor)
    assert (under_way.url, under_way.urgency) == (edit_url(draft), Urgency.UNDER_WAY)
    (to_approve,) = approvals.to_approve(chief)
    decide(chief, to_approve, "reject", comment="Bitte kürzer.")
    (back,) = approvals.changes_wanted(editor)
    assert (back.sentence, back.quote, back.url) == (
        "Redaktionsleitung wünscht Änderungen: „Der Plan“ (Deutsch)",
        "Bitte kürzer.",
        edit_url(draft),
    )
    assert [*approvals.under_way(editor), *approvals.to_approve(chief), *approvals.changes_wanted(chief)] == []


@pytest.mark.parametrize("role", [role for role in RIGHTS if role not in (CHIEF_EDITORS, "Verwaltung")])
def test_nobody_else_is_asked_to_approve(home, editor, role):  # E4 E6
    submitted(page(home, "Der Plan"), editor)
    assert list(approvals.to_approve(somebody(role, "andere"))) == []


def test_the_list_stands_first_and_takes_the_place_of_wagtails(home, editor, chief, client):  # E4
    submitted(page(home, "Der Plan"), editor)
    client.force_login(chief)
    response = client.get(reverse("wagtailadmin_home"))
    names = [getattr(panel, "name", "") for panel in response.context["panels"]]
    assert names[0] == "to_dos"
    assert {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"} & set(names) == set()
    assert response.text.count("Der Plan") - response.text.count("Der Plan</title>") > 0
    assert "workflow-action.js" in response.text


def test_who_has_nothing_to_do_is_told_so(home, client):  # E4
    client.force_login(somebody(TRANSLATORS))
    assert "Es wartet nichts auf Sie." in client.get(reverse("wagtailadmin_home")).text


@pytest.mark.parametrize("source", [approvals.to_approve, approvals.under_way, approvals.changes_wanted])
def test_what_waits_costs_the_same_however_much_it_is(home, editor, chief, source):  # E4
    costs = []
    for number in range(1, 7):
        submitted(page(home, f"Seite {number}"), editor)
        back = submitted(page(home, f"Zurück {number}"), editor)
        back.current_task_state.reject(user=chief, comment="Kürzer.")
        for user in (editor, chief):
            user.refresh_from_db()
        user = chief if source is approvals.to_approve else editor
        with CaptureQueriesContext(connection) as queries:
            found = list(source(user))
        assert len(found) == number
        costs.append(len(queries))
    assert costs[1:] == [costs[1]] * 5


def test_the_most_urgent_stands_first(home, editor, chief):  # E4
    submitted(page(home, "Der Plan"), chief)
    submitted(page(home, "Ein anderer"), editor)
    urgencies = [to_do.urgency for to_do in to_dos_of(chief)]
    assert urgencies == sorted(urgencies)
    assert {Urgency.AWAITED, Urgency.UNDER_WAY} <= set(urgencies)


def bodies() -> dict[str, str]:
    return {message.subject: message.body for message in mail.outbox}


def test_the_mails_of_an_approval_are_german_and_lead_there(
    home, editor, chief, django_capture_on_commit_callbacks
):  # E6
    draft = page(home, "Der Plan")
    with django_capture_on_commit_callbacks(execute=True):
        submitted(draft, editor)
    told = bodies()
    assert list(told) == ["Bitte freigeben: „Der Plan“"]
    text = told["Bitte freigeben: „Der Plan“"]
    assert "Redaktion hat „Der Plan“ zur Freigabe eingereicht." in text
    assert (f"http://127.0.0.1:8000{reverse('wagtailadmin_home')}" in text, edit_url(draft) in text) == (True, True)
    mail.outbox.clear()
    (to_approve,) = approvals.to_approve(chief)
    with django_capture_on_commit_callbacks(execute=True):
        decide(chief, to_approve, "reject", comment="Bitte kürzer.")
    text = bodies()["Bitte ändern: „Der Plan“"]
    assert ("Redaktionsleitung bittet Sie" in text, "Bitte kürzer." in text, edit_url(draft) in text) == (True,) * 3
    assert [message.to for message in mail.outbox] == [[editor.email]]


def test_whoever_chose_english_gets_the_mails_in_english(home, editor, chief, django_capture_on_commit_callbacks):  # E6
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=chief, defaults={"preferred_language": "en"})
    with django_capture_on_commit_callbacks(execute=True):
        submitted(page(home, "Der Plan"), editor)
    assert list(bodies()) == ["To approve: “Der Plan”"]
