"""Several failed mails are sent again at once, after a page that says how many go to how many people."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.mail.models import Mail, MailState
from tests.browser_client import BrowserClient
from tests.builders import make_event_row, make_staff, signed_up_and_confirmed

from .test_failed_mails import RIGHTS, fail

pytestmark = pytest.mark.django_db
INDEX, SEVERAL = reverse("failed_mails:index"), reverse("failed_mails:again_several")


@pytest.fixture
def clerk():
    client = BrowserClient()
    client.force_login(make_staff("clerk", *RIGHTS))
    return client


@pytest.fixture
def mails():
    """Two mails to one person, one to another, and one that is about no sign-up."""
    event = make_event_row()
    ana, ben = signed_up_and_confirmed(event, 1), signed_up_and_confirmed(event, 2)
    report = Mail.objects.create(kind="home.barrier_report", language="de", state=MailState.FAILED)
    return [fail(ana), fail(ana, "signup.reminder"), fail(ben), report]


def page_of(response):
    return BeautifulSoup(response.content, "html.parser").select_one("main")


def numbers(page):
    return [int(cell.text) for cell in page.select("table.listing td")]


def failed():
    return set(Mail.objects.filter(state=MailState.FAILED).values_list("pk", flat=True))


def test_all_are_sent_again_after_a_page_that_counts_mails_and_people(clerk, mails):  # S13 R2
    form = page_of(clerk.get(INDEX)).select_one("form#again-several")
    assert (form["method"], form["action"]) == ("get", SEVERAL)
    page = page_of(clerk.get(SEVERAL, {"all": "1"}))
    assert numbers(page) == [4, 2, 1]
    # Reading the question changes nothing.
    assert failed() == {mail.pk for mail in mails}
    ids = [field["value"] for field in page.select("form[method=post] input[name=id]")]
    Mail.objects.exclude(pk__in=failed()).delete()
    response = clerk.post(SEVERAL, {"id": ids})
    assert (response.status_code, response["Location"]) == (302, INDEX)
    assert set(Mail.objects.values_list("state", "tries", "error")) == {(MailState.QUEUED, 0, "")}
    assert ModelLogEntry.objects.filter(action="events.mail").count() == 3


def test_only_the_ticked_ones_are_sent_again(clerk, mails):  # S13
    boxes = page_of(clerk.get(INDEX)).select("input[type=checkbox][form=again-several]")
    assert sorted(int(box["value"]) for box in boxes) == sorted(mail.pk for mail in mails)
    chosen = [mails[0].pk, mails[2].pk]
    page = page_of(clerk.get(SEVERAL, {"id": chosen}))
    assert numbers(page) == [2, 2]
    clerk.post(SEVERAL, {"id": chosen})
    assert failed() == {mails[1].pk, mails[3].pk}


def test_what_failed_after_the_question_is_not_sent_and_what_is_done_is_counted(clerk, mails):  # S13
    ids = [mail.pk for mail in mails[:2]]
    Mail.objects.filter(pk=ids[0]).update(state=MailState.STOPPED)
    page = page_of(clerk.post(SEVERAL, {"id": ids}, follow=True)).find_parent("body")
    told = [" ".join(item.get_text(" ", strip=True).split()) for item in page.select(".messages li")]
    assert told == [
        "1 E-Mail wird gleich noch einmal gesendet. Scheitert sie erneut, kommt sie in diese Liste zurück.",
        "Um 1 E-Mail hat sich schon jemand anders gekümmert.",
    ]
    assert failed() == {mails[2].pk, mails[3].pk}
    assert Mail.objects.get(pk=ids[0]).state == MailState.STOPPED


@pytest.mark.parametrize("ids", [[], ["x", "-1", "9" * 30, "²"]])
def test_nothing_that_is_a_mail_sends_nothing(clerk, mails, ids):  # S13 X6
    assert "Es wurde keine E-Mail ausgewählt." in page_of(clerk.get(SEVERAL, {"id": ids})).text
    clerk.post(SEVERAL, {"id": ids})
    assert failed() == {mail.pk for mail in mails}


@pytest.mark.parametrize("missing", RIGHTS)
def test_every_right_is_needed(mails, missing):  # E6 X1
    client = BrowserClient()
    client.force_login(make_staff("clerk", *(right for right in RIGHTS if right != missing)))
    assert client.get(SEVERAL, {"all": "1"}).status_code == 302
    client.post(SEVERAL, {"id": [mail.pk for mail in mails]})
    assert failed() == {mail.pk for mail in mails}
