"""The task list "has a seat, mail failed: phone them"."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.mail.models import Mail, MailState
from events.desk.writing.failed_mails import failed_mails
from events.signups import cancel
from tests.builders import make_event_row, make_staff, signed_up_and_confirmed

pytestmark = pytest.mark.django_db
INDEX = "failed_mails:index"
RIGHTS = ["mail.view_mail", "mail.change_mail", "events.view_signup"]


@pytest.fixture
def clerk(client):
    client.force_login(make_staff("clerk", *RIGHTS))
    return client


def fail(signup, kind="signup.confirmed"):
    payload = {"signup": str(signup.public_id)}
    return Mail.objects.create(
        kind=kind, language="de", payload=payload, state=MailState.FAILED, tries=9, error="X 550"
    )


def test_those_with_a_seat_come_first(clerk):  # S13
    event = make_event_row()
    gone, seated = signed_up_and_confirmed(event, 1), signed_up_and_confirmed(event, 2)
    cancel(gone.public_id)
    report = Mail.objects.create(kind="home.barrier_report", language="de", payload={}, state=MailState.FAILED)
    mails = [fail(gone, "signup.cancelled"), fail(seated)]
    response = clerk.get(reverse(INDEX))
    assert [failed.mail for failed in response.context["about_signups"]] == [mails[1], mails[0]]
    assert [failed.mail for failed in response.context["others"]] == [report]
    page = response.content.decode()
    wanted = ["Person Nummer 2", "person-2@example.org", "X 550", reverse("signups:detail", args=[seated.pk])]
    assert [text in page for text in wanted] == [True] * 4
    entry = ModelLogEntry.objects.get(action="events.list")
    assert (entry.object_id, entry.data) == (str(event.pk), {"failed_mails": 2})


def test_staff_read_why_a_mail_failed_and_the_server_s_own_words_below(clerk):  # S13
    fail(signed_up_and_confirmed(make_event_row()))
    Mail.objects.create(
        kind="home.barrier_report", language="de", state=MailState.FAILED, tries=1, error="SMTPRecipientsRefused 550"
    )
    page = BeautifulSoup(clerk.get(reverse(INDEX)).content, "html.parser")
    assert [" ".join(part.get_text(" ", strip=True).split()) for part in page.select("main details")] == [
        "Technische Angaben X 550",
        "Technische Angaben SMTPRecipientsRefused 550",
    ]
    for part in page.select("main details"):
        part.decompose()
    told = " ".join(page.select_one("main").get_text(" ", strip=True).split())
    assert ("Der Mailserver weist diese Adresse ab" in told, "Meldung einer Barriere" in told) == (True, True)
    assert ("SMTP" in told, "home." in told, "550" in told) == (False, False, False)


def test_an_empty_list_says_so(clerk):  # S13
    response = clerk.get(reverse(INDEX))
    assert (response.status_code, response.context["about_signups"], response.context["others"]) == (200, [], [])


def test_a_mail_is_sent_again_once(clerk):  # S13
    mail = fail(signed_up_and_confirmed(make_event_row()))
    for _click in range(2):
        response = clerk.post(reverse("failed_mails:again", args=[mail.pk]))
        assert (response.status_code, response["Location"]) == (302, reverse(INDEX))
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.error) == (MailState.QUEUED, 0, "")
    assert ModelLogEntry.objects.filter(action="events.mail").count() == 1


def test_done_by_phone_takes_the_mail_off_the_list(clerk):  # S13
    mail = fail(signed_up_and_confirmed(make_event_row()))
    clerk.post(reverse("failed_mails:done", args=[mail.pk]))
    mail.refresh_from_db()
    assert (mail.state, mail.payload, failed_mails()) == (MailState.STOPPED, {}, [])


@pytest.mark.parametrize("action", ["again", "done"])
def test_reading_changes_nothing(clerk, action):  # S4
    mail = fail(signed_up_and_confirmed(make_event_row()))
    assert clerk.get(reverse(f"failed_mails:{action}", args=[mail.pk])).status_code == 404
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED


@pytest.mark.parametrize("missing", RIGHTS)
def test_every_permission_is_needed(client, missing):  # E6, X1
    mail = fail(signed_up_and_confirmed(make_event_row()))
    client.force_login(make_staff("clerk", *(right for right in RIGHTS if right != missing)))
    expected = 200 if missing == "mail.change_mail" else 302
    assert client.get(reverse(INDEX)).status_code == expected
    client.post(reverse("failed_mails:again", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED


def test_the_list_costs_two_queries_however_long():  # S13
    costs = []
    for number in range(3):
        fail(signed_up_and_confirmed(make_event_row(), number))
        with CaptureQueriesContext(connection) as queries:
            found = failed_mails()
        costs.append((len(found), len(queries)))
    assert costs == [(1, 2), (2, 2), (3, 2)]
