"""Invitation codes in the admin."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import ModelLogEntry

from events.models import InvitationCode
from events.signups import save_code
from events.signups.seats import seats
from tests.builders import make_event_row, make_staff, signed_up_and_confirmed

pytestmark = pytest.mark.django_db
RIGHTS = [f"events.{action}_invitationcode" for action in ("view", "add", "change", "delete")]
ADD, INDEX = "invitation_codes:add", "invitation_codes:index"


@pytest.fixture
def clerk(client):
    client.force_login(make_staff("clerk", *RIGHTS))
    return client


def local(moment):
    return timezone.localtime(moment).strftime("%d.%m.%Y %H:%M")


def typed(event, **changes):
    return {
        "event": event.pk,
        "organisation": "Dachverband",
        "code": "abc-def 23",
        "seats": "4",
        "held_back": "2",
        "valid_until": local(event.starts_at),
        **changes,
    }


def make_code(event, **facts):
    defaults = {"organisation": "Verein", "seats": 4, "held_back": 2, "valid_until": event.starts_at}
    return save_code(InvitationCode(event=event, **{**defaults, **facts}))


def edit_url(code):
    return reverse("invitation_codes:edit", args=[code.pk])


def test_a_code_is_made_and_holds_seats_back(clerk):  # S10
    event = make_event_row(capacity=10)
    response = clerk.post(reverse(ADD), typed(event))
    code = InvitationCode.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse(INDEX))
    assert (code.code, code.seats, code.held_back, seats(event).free) == ("ABCDEF23", 4, 2, 8)
    assert ModelLogEntry.objects.filter(action="wagtail.create", object_id=str(code.pk)).count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_back": "5"}, "held_back"),
        ({"seats": "0", "held_back": "0"}, "seats"),
        ({"seats": "-1"}, "seats"),
        ({"code": "ab"}, "code"),
        ({"code": "-- --"}, "code"),
        ({"organisation": ""}, "organisation"),
        ({"valid_until": "soon"}, "valid_until"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(clerk, changes, field):  # S10, E1
    response = clerk.post(reverse(ADD), typed(make_event_row(), **changes))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert InvitationCode.objects.count() == 0


def test_seats_that_are_taken_cannot_be_held_back(clerk):  # S10
    event = make_event_row(capacity=2)
    signed_up_and_confirmed(event)
    response = clerk.post(reverse(ADD), typed(event))
    assert list(response.context["form"].errors) == ["held_back"]
    assert InvitationCode.objects.count() == 0


def test_the_same_code_twice_at_one_event_is_refused_at_its_field(clerk):  # S10
    event = make_event_row()
    make_code(event, code="ABCDEF23")
    response = clerk.post(reverse(ADD), typed(event))
    assert (response.status_code, InvitationCode.objects.count()) == (200, 1)
    assert list(response.context["form"].errors) == ["code"]


def test_a_code_keeps_seats_for_those_who_have_signed_up_with_it(clerk):  # S10
    event = make_event_row()
    code = make_code(event)
    for number in range(3):
        signed_up_and_confirmed(event, number, code=code.code)
    response = clerk.post(edit_url(code), typed(event, code=code.code, seats="2", held_back="0"))
    assert list(response.context["form"].errors) == ["seats"]
    clerk.post(edit_url(code), typed(event, code=code.code, seats="3", held_back="3"))
    code.refresh_from_db()
    assert (code.seats, code.held_back) == (3, 3)


def test_the_event_of_a_used_code_stays(clerk):  # S10
    event, other = make_event_row(), make_event_row()
    code = make_code(event)
    assert clerk.get(edit_url(code)).context["form"].fields["event"].disabled is False
    signed_up_and_confirmed(event, code=code.code)
    clerk.post(edit_url(code), typed(other, code=code.code))
    code.refresh_from_db()
    assert (code.event, code.organisation) == (event, "Dachverband")


def test_ending_a_code_asks_first_and_frees_its_seats(clerk):  # S10
    event = make_event_row(capacity=10)
    code = make_code(event)
    url = reverse("invitation_codes:end", args=[code.pk])
    assert (clerk.get(url).status_code, seats(event).free) == (200, 8)
    response = clerk.post(url)
    code.refresh_from_db()
    assert (response.status_code, seats(event).free) == (302, 10)
    ended_at = code.valid_until
    clerk.post(url)
    code.refresh_from_db()
    assert code.valid_until == ended_at <= timezone.now()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_used_code_is_not_deleted_and_an_unused_one_is(clerk, method):  # S10
    event = make_event_row()
    used, unused = make_code(event), make_code(event)
    signed_up_and_confirmed(event, code=used.code)
    response = getattr(clerk, method)(reverse("invitation_codes:delete", args=[used.pk]))
    assert (response.status_code, response["Location"]) == (302, reverse(INDEX))
    clerk.post(reverse("invitation_codes:delete", args=[unused.pk]))
    assert list(InvitationCode.objects.all()) == [used]


def test_the_list_shows_the_link_to_copy_and_what_is_taken(clerk, settings):  # S10
    event = make_event_row()
    code = make_code(event)
    signed_up_and_confirmed(event, code=code.code)
    response = clerk.get(reverse(INDEX))
    path = reverse("events:signup", args=[event.public_id])
    link = f"{settings.BASE_URL}{path}?code={code.code}"
    assert response.content.decode().count(f'value="{link}"') == 1
    assert [row.taken for row in response.context["object_list"]] == [1]


def test_the_list_costs_the_same_queries_however_long(clerk):  # S10
    events = [make_event_row(), make_event_row()]
    url = reverse("invitation_codes:index_results")
    clerk.get(url)
    costs = []
    for number in range(3):
        make_code(events[number % 2])
        with CaptureQueriesContext(connection) as queries:
            found = clerk.get(url).context["object_list"]
        costs.append((len(found), len(queries)))
    assert costs == [(count, costs[0][1]) for count in (1, 2, 3)]


@pytest.mark.parametrize(
    ("right", "allowed"),
    [
        ("view", ["index"]),
        ("add", ["index", "add"]),
        ("change", ["index", "edit", "end"]),
        ("delete", ["index", "delete"]),
    ],
)
def test_each_permission_opens_its_screens_only(client, right, allowed):  # E6, X1
    code = make_code(make_event_row())
    client.force_login(make_staff("clerk", f"events.{right}_invitationcode"))
    urls = {"index": reverse(INDEX), "add": reverse(ADD)}
    urls.update({name: reverse(f"invitation_codes:{name}", args=[code.pk]) for name in ("edit", "end", "delete")})
    assert [name for name, url in urls.items() if client.get(url).status_code == 200] == allowed


def test_codes_of_events_that_are_over_can_be_looked_at(clerk):  # S10
    event = make_event_row()
    code = make_code(event)
    type(event).objects.filter(pk=event.pk).update(
        starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1)
    )
    assert clerk.get(edit_url(code)).status_code == 200


def test_the_end_of_a_code_is_chosen_as_every_other_moment_is(clerk):  # S10 E1
    end = (timezone.now() + timedelta(days=3)).replace(microsecond=0)
    field = clerk.get(edit_url(make_code(make_event_row(), valid_until=end))).context["form"]["valid_until"]
    assert isinstance(field.field.widget, AdminDateTimeInput)
    assert f'value="{timezone.localtime(end):%d.%m.%Y %H:%M}"' in str(field)
