"""Two people press at the same moment, on real databases: one event is made, one page is published once."""

import json
from pathlib import Path

from tests.databases import manage

THREADS = """
import json, threading
from django.db import connection

def at_once(work, number=6):
    answers, together = [], threading.Barrier(number)
    def run():
        connection.ensure_connection()
        together.wait()
        try:
            answers.append(work())
        except Exception as error:
            answers.append(f"{type(error).__name__}: {error}")
        connection.close()
    threads = [threading.Thread(target=run) for _number in range(number)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return answers
"""
FORM_SENT_TWICE = f"""
{THREADS}
from datetime import timedelta
from django.conf import settings
from django.core import signing
from tests.browser_client import BrowserClient
from django.utils import timezone
from events.models import Event, EventPage
import tests.staff_sessions
from tests.builders import make_admin, make_event_index, make_home, make_venue_row
settings.ALLOWED_HOSTS = ["*"]
make_event_index(make_home())
user, venue = make_admin(), make_venue_row()
start = (timezone.now() + timedelta(days=30)).strftime("%Y-%m-%d %H:%M")
values = {{
    "name": "Fest", "starts_at": start, "summary": "Ein Fest.", "venue": venue.pk, "capacity": 50, "access": "open",
    "waiting_list_size": 30, "reminder_days": 2, "form_choice": "new", "attendance_mode": "on_site",
    "once": signing.dumps("abcdefghij", salt="events.new_event"),
}}
clients = [BrowserClient() for _number in range(6)]
for client in clients: client.force_login(user)
answers = at_once(lambda: clients.pop().post("/admin/events/new/", values).status_code)
print(json.dumps([answers, Event.objects.count(), EventPage.objects.count()]))
"""
PUBLISHED_TWICE = f"""
{THREADS}
from cms.consequences.answers import answered_by
from events.models import EventPage
from tests.builders import make_admin, make_event_index, make_home
from tests.events.desk.making.drafts import make_drafts, which_are_live
page, user = make_drafts(make_event_index(make_home())), make_admin()
def publish():
    with answered_by(user):
        EventPage.objects.get(pk=page.pk).get_latest_revision().publish(user=user)
    return "done"
answers = at_once(publish, 2)
print(json.dumps([answers, which_are_live(page)]))
"""


def answer(url: str, var_dir: Path, code: str) -> list:
    printed = manage(url, var_dir, "shell", "--no-imports", "-c", code).stdout
    return json.loads(printed.strip().splitlines()[-1])


def test_one_form_that_is_sent_six_times_at_once_makes_one_event(database_url, tmp_path):  # E2 E10
    answers, events, pages = answer(database_url, tmp_path, FORM_SENT_TWICE)
    assert (answers, events, pages) == ([302] * 6, 1, 1)


def test_two_who_publish_at_once_get_in_nobodys_way(database_url, tmp_path):  # E2
    answers, live = answer(database_url, tmp_path, PUBLISHED_TWICE)
    assert (answers, live) == (["done", "done"], {"form": True, "event": True, "page": True})
