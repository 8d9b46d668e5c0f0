"""What somebody with a seat finds for the day, and the QR code of the sheet."""

import re
from datetime import timedelta

import pytest
import zxingcpp
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from events.models import Event
from events.public.personal.check_in_code import check_in_code
from tests.builders import make_event_index, make_event_page, make_home
from tests.events.public.personal.states import STATES, secret_path

pytestmark = pytest.mark.django_db

SQUARE = re.compile(r"M(\d+) (\d+)h1v1h-1z")
PIXELS = 6


def german_page(event, **fields):
    return make_event_page(make_event_index(make_home()), event, **fields)


def day_of(client, signup, language="en"):
    return client.get(secret_path(signup, language=language)).context["day"]


@pytest.mark.parametrize("state", STATES)
def test_only_somebody_with_a_firm_seat_gets_a_sheet(client, event, state):  # P15
    assert (day_of(client, STATES[state](event)) is not None) == (state == "confirmed")


def test_nobody_gets_a_sheet_for_a_cancelled_event(client, event):  # S18
    signup = STATES["confirmed"](event)
    Event.objects.update(status="cancelled")
    assert day_of(client, signup) is None


def test_the_page_says_what_to_bring_in_the_readers_language_or_marked(client, event):  # P15 L5
    signup = STATES["confirmed"](event)
    german_page(event, participants_note="Bitte einen Ausweis mitbringen.")
    notes = {language: day_of(client, signup, language) for language in ("de", "en")}
    assert {language: (day.note, day.note_lang) for language, day in notes.items()} == {
        "de": ("Bitte einen Ausweis mitbringen.", ""),
        "en": ("Bitte einen Ausweis mitbringen.", "de"),
    }


@pytest.mark.parametrize(("minutes_before", "is_told"), [(30, True), (0, False)])
def test_the_doors_open_when_the_programme_begins_before_the_event(client, event, minutes_before, is_told):  # P15
    signup = STATES["confirmed"](event)
    starts_at = timezone.localtime(event.starts_at).replace(hour=14, minute=0, second=0, microsecond=0)
    Event.objects.update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=3))
    begins = (starts_at - timedelta(minutes=minutes_before)).time()
    german_page(event, programme=[("item", {"time": begins, "title": "Ankommen", "text": ""})])
    assert day_of(client, signup, "de").doors_at == (begins if is_told else None)


def test_a_camera_reads_the_address_of_the_check_in_and_no_secret(event):  # P15 S17 V4
    signup = STATES["confirmed"](event)
    code = check_in_code(signup)
    picture = Image.new("L", (code.size * PIXELS,) * 2, 255)
    drawing = ImageDraw.Draw(picture)
    for column, row in SQUARE.findall(code.path):
        left, top = int(column) * PIXELS, int(row) * PIXELS
        drawing.rectangle((left, top, left + PIXELS - 1, top + PIXELS - 1), fill=0)
    path = reverse("check_in_by_reference", args=[signup.reference])
    assert SQUARE.sub("", code.path) == ""
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [settings.BASE_URL.rstrip("/") + path]
    assert path == f"/admin/event-desk/check-in/{signup.public_id.hex[:8].upper()}/"


def test_the_sheet_shows_the_code_with_a_name_and_the_reference(client, event):  # P15 A4
    signup = STATES["confirmed"](event)
    page = client.get(secret_path(signup, language="de")).content.decode()
    assert page.count('<title id="code-title">QR-Code für den Einlass</title>') == 1
    assert page.count(f'<strong class="reference"><bdi dir="ltr">{signup.reference}</bdi></strong>') == 1
