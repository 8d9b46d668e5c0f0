"""The preview of the mails in the admin."""

from html import unescape

import pytest

from cms.mail.models import Mail
from events.models import Signup
from tests.builders import make_admin, make_event_row, make_staff

pytestmark = pytest.mark.django_db
PATH = "/admin/mail_preview/"


@pytest.fixture
def event():
    return make_event_row(name="<b>Fest</b>")


def test_staff_see_each_mail_before_anybody_gets_it_and_nothing_is_written(client, event):  # S12
    client.force_login(make_staff("clerk", "events.view_signup"))
    chosen = {"event": event.pk, "language": "en", "kind": "moved"}
    response = client.get(PATH, chosen)
    content = response.content.decode()
    assert response.status_code == 200
    assert content.count("New date: &lt;b&gt;Fest&lt;/b&gt;</p>") == 1
    (frame,) = content.split("<iframe ")[1:]
    assert frame.startswith('sandbox srcdoc="&lt;!doctype html&gt;')
    html = unescape(frame.partition('srcdoc="')[2].partition('"')[0])
    assert (html.count("<b>"), html.count("&lt;b&gt;Fest&lt;/b&gt;")) == (0, 2)
    assert [Signup.objects.count(), Mail.objects.count()] == [0, 0]
    assert client.post(PATH, chosen).status_code == 404


def test_the_preview_asks_first_which_mail(client, event):  # S12
    client.force_login(make_admin())
    content = client.get(PATH).content.decode()
    assert (content.count("<iframe"), content.count('name="kind"')) == (0, 1)
    assert client.get(PATH, {"event": "x", "kind": "none"}).content.count(b"<iframe") == 0


def test_the_list_of_events_leads_to_the_preview(client, event):  # S12
    client.force_login(make_staff("editor", "events.change_event", "events.view_event"))
    content = client.get("/admin/snippets/events/event/").content.decode()
    assert content.count(f'href="{PATH}?event={event.pk}"') == 1
    assert client.get(PATH, {"event": event.pk}).content.count(b"<iframe") == 1


def test_others_see_no_preview(client, event):  # X1
    assert client.get(PATH).status_code == 302
    client.force_login(make_staff("translator", "events.view_need"))
    assert client.get(PATH, {"event": event.pk}).status_code == 302
