"""What waits for staff, on the first page of the admin."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import Mail, MailState
from cms.models import InvariantRun
from tests.builders import make_event_row, make_staff, signed_up, signed_up_and_confirmed
from tests.events.desk.people import make_clerk, to_decide

pytestmark = pytest.mark.django_db
HOME = reverse("wagtailadmin_home")
PANELS = ["signup_tasks", "event_seats", "invariants"]


def panels(client):
    shown = {panel.name: panel for panel in client.get(HOME).context["panels"] if getattr(panel, "name", "") in PANELS}
    return [name for name in PANELS if name in shown]


def context_of(client, name):
    response = client.get(HOME)
    panel = next(panel for panel in response.context["panels"] if getattr(panel, "name", "") == name)
    return panel.get_context_data({"request": response.wsgi_request})


def fail_a_mail():
    Mail.objects.create(kind="signup.confirmed", language="de", payload={}, state=MailState.FAILED)


def test_sign_ups_to_decide_lead_to_the_filtered_list(client):  # E4
    first, second = make_event_row(), make_event_row(name="Zweite")
    to_decide(first, 1)
    to_decide(first, 2)
    to_decide(second, 3)
    client.force_login(make_clerk())
    tasks = context_of(client, "signup_tasks")["tasks"]
    assert [(task.sentence.split()[0], task.url) for task in tasks] == [
        ("2", f"{reverse('signups:index')}?event={first.pk}&state=pending"),
        ("1", f"{reverse('signups:index')}?event={second.pk}&state=pending"),
    ]
    assert [client.get(task.url).context["object_list"].count() for task in tasks] == [2, 1]


def test_failed_mails_and_a_wave_of_holds_are_tasks(client):  # E4, S13
    event = make_event_row(capacity=10)
    for number in range(6):
        signed_up(event, number)
    fail_a_mail()
    user = make_staff("clerk", "events.view_signup", "events.change_signup", "mail.view_mail")
    client.force_login(user)
    tasks = context_of(client, "signup_tasks")["tasks"]
    assert [task.url for task in tasks] == [reverse("failed_mails:index"), reverse("signups:release", args=[event.pk])]
    assert [client.get(task.url).status_code for task in tasks] == [200, 200]


def test_when_nothing_waits_it_says_so(client):  # E4
    make_event_row()
    client.force_login(make_clerk())
    assert context_of(client, "signup_tasks")["tasks"] == []
    assert "Nothing waits for you." in client.get(HOME).content.decode()


def test_the_next_events_show_their_free_seats(client):  # E4
    full, soon, free = (make_event_row(name=name, capacity=size) for name, size in [("F", 1), ("S", 6), ("L", 50)])
    far = timezone.now() + timedelta(days=61)
    make_event_row(name="Später", starts_at=far, ends_at=far + timedelta(hours=1))
    make_event_row(name="Abgesagt", status="cancelled")
    make_event_row(name="Entwurf", live=False)
    signed_up_and_confirmed(full, 1)
    signed_up_and_confirmed(full, 2)
    signed_up_and_confirmed(soon, 3)
    client.force_login(make_staff("editor", "events.view_event"))
    lines = context_of(client, "event_seats")["lines"]
    found = [(line.event, line.seats.free, line.seats.waiting, line.is_soon_full, line.url) for line in lines]
    assert found == [(full, 0, 1, False, ""), (soon, 5, 0, True, ""), (free, 50, 0, False, "")]
    client.force_login(make_staff("helper", "events.view_event", "events.count_need"))
    urls = [line.url for line in context_of(client, "event_seats")["lines"]]
    assert urls == [reverse("event_desk", args=[event.pk]) for event in (full, soon, free)]


@pytest.mark.parametrize("sentences", [[], ["Seat 3 is held twice."]])
def test_the_last_nightly_check_is_shown(client, sentences):  # S21, E4
    yesterday = timezone.localdate() - timedelta(days=1)
    InvariantRun.objects.create(day=yesterday - timedelta(days=1), sentences=["Older."])
    newest = InvariantRun.objects.create(day=yesterday, sentences=sentences)
    client.force_login(make_staff("admin", "cms.view_invariantrun"))
    page = client.get(HOME).content.decode()
    assert context_of(client, "invariants")["run"] == newest
    assert [sentence in page for sentence in ["Older.", "Seat 3 is held twice."]] == [False, bool(sentences)]


@pytest.mark.parametrize(
    ("permissions", "shown"),
    [
        ([], []),
        (["events.view_signup"], []),
        (["mail.view_mail"], []),
        (["events.view_signup", "events.decide_signup"], ["signup_tasks"]),
        (["events.view_signup", "mail.view_mail"], ["signup_tasks"]),
        (["events.view_event"], ["event_seats"]),
        (["cms.view_invariantrun"], ["invariants"]),
    ],
)
def test_each_part_is_for_those_who_may_see_it(client, permissions, shown):  # E4, E6
    client.force_login(make_staff("somebody", *permissions))
    assert panels(client) == shown


@pytest.mark.parametrize(
    ("permission", "sees"), [("events.decide_signup", ["signups:index"]), ("mail.view_mail", ["failed_mails:index"])]
)
def test_each_task_is_for_those_who_do_it(client, permission, sees):  # E4, E6
    to_decide(make_event_row())
    fail_a_mail()
    client.force_login(make_staff("somebody", "events.view_signup", permission))
    tasks = context_of(client, "signup_tasks")["tasks"]
    assert [task.url.split("?")[0] for task in tasks] == [reverse(name) for name in sees]


def test_it_costs_the_same_queries_however_much_waits(client):  # E4
    client.force_login(
        make_staff("clerk", "events.view_event", "mail.view_mail", *(f"events.{a}_signup" for a in ("view", "decide")))
    )
    client.get(HOME)
    costs = []
    for number in range(3):
        to_decide(make_event_row(), number)
        fail_a_mail()
        with CaptureQueriesContext(connection) as queries:
            client.get(HOME)
        costs.append(len(queries))
    assert costs == [costs[0]] * 3
