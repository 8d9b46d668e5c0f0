"""People whom the mail about their sign-up has not reached are a task for staff."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import Mail, MailState
from cms.models import User
from events.models import Event, Signup
from events.signups.lapse import lapse_due
from events.signups.reaching import unreached
from tests.builders import hold_mail_delivered, make_event_row, make_staff, signed_up
from tests.events.desk.people import told

pytestmark = pytest.mark.django_db
RIGHTS = ["mail.view_mail", "mail.change_mail", "events.view_signup", "events.change_signup"]


@pytest.fixture
def clerk(client):
    client.force_login(make_staff("clerk", *RIGHTS))
    return client


def at_the_closing(signup: Signup):
    Event.objects.update(signup_closes_at=timezone.now() + timedelta(hours=30))
    return time_machine.travel(timezone.now() + timedelta(hours=30), tick=False)


def test_a_mail_that_is_late_is_a_task_on_the_dashboard_and_at_the_desk(clerk):  # S34 E4
    event = make_event_row()
    late, _delivered = signed_up(event, 1), hold_mail_delivered(signed_up(event, 2))
    assert list(unreached(timezone.now())) == []
    Signup.objects.filter(pk=late.pk).update(held_since=timezone.now() - timedelta(minutes=61))
    index = reverse("failed_mails:index")
    assert clerk.get(index).context["without_their_mail"] == [late]
    assert clerk.get(reverse("event_desk", args=[event.pk])).context["without_their_mail"] == 1
    page = clerk.get(reverse("wagtailadmin_home")).content.decode()
    assert page.count(f'href="{index}"') >= 1
    assert "1 Person hat die E-Mail zu ihrer Anmeldung nicht bekommen" in page


def test_a_sign_up_that_ended_without_its_mail_stays_a_task_until_somebody_was_told(clerk):  # S34
    signup = signed_up(make_event_row())
    with at_the_closing(signup):
        # Yesterday's session is over.
        clerk.force_login(User.objects.get(username="clerk"))
        lapse_due(timezone.now())
        assert Signup.objects.get().state == "expired"
        # The worker is back, and finds nothing to send any more.
        Mail.objects.update(state=MailState.STOPPED, payload={})
        page = clerk.get(reverse("failed_mails:index"))
        assert page.context["without_their_mail"] == [signup]
        assert (
            reverse("signups:reopen", args=[signup.pk])
            in clerk.get(reverse("signups:detail", args=[signup.pk])).content.decode()
        )
        answers = [told(clerk.post(reverse("failed_mails:told", args=[signup.pk]))) for _click in range(2)]
        assert [len(answer) for answer in answers] == [1, 1]
        assert answers[0] != answers[1]
        assert list(unreached(timezone.now())) == []
        assert list(signup.steps.values_list("kind", flat=True)) == ["moved", "moved", "told"]


def test_whoever_stands_in_the_list_of_failed_mails_is_not_named_twice(clerk):  # S34 S13
    signup = signed_up(make_event_row())
    Mail.objects.update(state=MailState.FAILED)
    Signup.objects.update(hold_mail="refused")
    context = clerk.get(reverse("failed_mails:index")).context
    assert ([failed.signup for failed in context["about_signups"]], context["without_their_mail"]) == ([signup], [])


def test_staff_confirm_for_somebody_they_have_spoken(clerk):  # S34 S15
    signup = signed_up(make_event_row())
    path = reverse("signups:confirm", args=[signup.pk])
    assert path in clerk.get(reverse("signups:detail", args=[signup.pk])).content.decode()
    assert clerk.get(path).status_code == 200
    clerk.post(path)
    signup.refresh_from_db()
    assert (signup.state, signup.hold_mail, signup.steps.last().actor) == ("confirmed", "", "staff")


@pytest.mark.parametrize("missing", RIGHTS[:3])
def test_each_right_is_needed_to_take_care_of_it(client, missing):  # X1
    signup = signed_up(make_event_row())
    client.force_login(make_staff("clerk", *(right for right in RIGHTS if right != missing)))
    client.post(reverse("failed_mails:told", args=[signup.pk]))
    assert Signup.objects.get().hold_mail == "owed"
