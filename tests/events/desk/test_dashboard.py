"""What waits for staff, on the first page of the admin."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import Mail, MailState
from cms.models import InvariantRun
from events.signups import Needs
from tests.builders import make_event_row, make_staff, signed_up, signed_up_and_confirmed
from tests.events.desk.people import make_clerk, to_decide

pytestmark = pytest.mark.django_db
HOME = reverse("wagtailadmin_home")
PANELS = ["to_dos", "event_seats", "invariants"]


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
    tasks = context_of(client, "to_dos")["to_dos"]
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
    tasks = context_of(client, "to_dos")["to_dos"]
    assert [task.url for task in tasks] == [reverse("failed_mails:index"), reverse("signups:release", args=[event.pk])]
    assert [client.get(task.url).status_code for task in tasks] == [200, 200]


def test_when_nothing_waits_it_says_so(client):  # E4
    make_event_row()
    client.force_login(make_clerk())
    assert context_of(client, "to_dos")["to_dos"] == []
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
    found = [
        (line["coming"].event, line["coming"].seats.free, line["coming"].seats.waiting, line["url"]) for line in lines
    ]
    assert found == [(full, 0, 1, ""), (soon, 5, 0, ""), (free, 50, 0, "")]
    assert [line["coming"].is_soon_full for line in lines] == [False, True, False]
    (to_do,) = context_of(client, "to_dos")["to_dos"]
    assert (to_do.url, to_do.sentence.split(":")[0]) == (
        reverse("wagtailsnippets_events_event:edit", args=[soon.pk]),
        "Noch 5 Plätze von 6 frei",
    )
    client.force_login(make_staff("writer", "events.view_event", "events.change_event"))
    urls = [line["url"] for line in context_of(client, "event_seats")["lines"]]
    assert urls == [reverse("wagtailsnippets_events_event:edit", args=[event.pk]) for event in (full, soon, free)]
    client.force_login(make_staff("helper", "events.view_event", "events.count_need"))
    urls = [line["url"] for line in context_of(client, "event_seats")["lines"]]
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
        ([], ["to_dos"]),
        (["events.view_event"], ["to_dos", "event_seats"]),
        (["cms.view_invariantrun"], ["to_dos", "invariants"]),
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
    tasks = context_of(client, "to_dos")["to_dos"]
    assert [task.url.split("?")[0] for task in tasks] == [reverse(name) for name in sees]


@pytest.mark.parametrize(("days", "kept"), [(-1, False), (0, True), (7, True), (8, False)])
def test_until_when_help_can_be_ordered_is_said_in_time(client, days, kept):  # E4 S28
    event = make_event_row(needs_order_by=timezone.localdate() + timedelta(days=days))
    make_event_row(name="Ohne Bedarf", needs_order_by=timezone.localdate())
    signed_up_and_confirmed(event, needs=Needs(("interpreter",), "ar", ""))
    client.force_login(make_staff("somebody", "events.count_need"))
    urls = [to_do.url for to_do in context_of(client, "to_dos")["to_dos"]]
    assert urls == [reverse("event_need_counts", args=[event.pk])] * kept


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
