"""The screens on which editors word mails."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Locale

from events.models import MailText
from tests.builders import make_event_index, make_event_page, make_event_row, make_frame, make_home, make_staff

pytestmark = pytest.mark.django_db
PREVIEW, ADD = "/admin/mail_preview/", "/admin/snippets/events/mailtext/add/"
EDITOR = ["events.change_event", "events.add_mailtext", "events.change_mailtext"]


@pytest.fixture
def event():
    make_frame()
    return make_event_page(make_event_index(make_home()), make_event_row(), "Gemeinsam reden").event


def links(client, event, kind: str, language: str = "de") -> list[tuple[str, str]]:
    """The links of the words of a mail on the screen that shows it."""
    content = client.get(PREVIEW, {"event": event.pk, "language": language, "kind": kind}).content.decode()
    return re.findall(r'<a href="([^"]+)" class="button button-small button-secondary">([^<]+)</a>', content)


def test_an_editor_begins_with_the_usual_words(client, event):  # E14
    client.force_login(make_staff("editor", *EDITOR))
    [(address, label)] = links(client, event, "confirmed")
    assert (address, label) == (f"{ADD}?locale=de&amp;kind=confirmed", "Neu formulieren")
    form = client.get(address.replace("&amp;", "&")).context["form"]
    shown = [form[name].value() for name in ("kind", "subject", "opening", "addition")]
    opening = "Ihre Anmeldung ist bestätigt. Sie haben einen Platz:"
    assert shown == ["confirmed", "Sie haben einen Platz: {event}", opening, ""]


def test_a_mail_that_says_one_of_two_things_has_two_texts(client, event):  # E14
    client.force_login(make_staff("editor", *EDITOR))
    kinds = [address.rpartition("=")[2] for address, _label in links(client, event, "please_confirm")]
    assert kinds == ["please_confirm", "please_confirm_request"]


def test_the_usual_words_come_back_with_one_click(client, event):  # E14
    text = MailText.objects.create(kind="confirmed", locale=Locale.objects.get(language_code="de"), subject="Da")
    client.force_login(make_staff("chief", *EDITOR, "events.publish_mailtext"))
    change, back = links(client, event, "confirmed")
    assert change == (reverse("wagtailsnippets_events_mailtext:edit", args=[text.pk]), "Wortlaut ändern")
    assert back[1] == "Zurück zum üblichen Wortlaut"
    client.post(back[0])
    text.refresh_from_db()
    assert text.live is False


def test_other_languages_follow_german(client, event):  # E14
    client.force_login(make_staff("editor", *EDITOR))
    board = reverse("translation_board")
    assert links(client, event, "confirmed", "en") == [(board, "Zuerst auf Deutsch formulieren, dann übersetzen")]


def test_clerks_see_whose_words_a_mail_has_and_change_none(client, event):  # E14 X1
    client.force_login(make_staff("clerk", "events.view_signup"))
    content = client.get(PREVIEW, {"event": event.pk, "language": "de", "kind": "confirmed"}).content.decode()
    assert (content.count("Sie haben einen Platz: üblicher Wortlaut"), links(client, event, "confirmed")) == (1, [])


def test_a_draft_is_previewed_as_a_whole_mail_about_an_event(client, event):  # E14 E3
    text = MailText.objects.create(kind="confirmed", locale=Locale.objects.get(language_code="de"), subject="Da")
    client.force_login(make_staff("editor", *EDITOR))
    address = reverse("wagtailsnippets_events_mailtext:preview_on_edit", args=[text.pk])
    draft = {"kind": "confirmed", "subject": "Neu: {event}", "opening": "Schön.", "addition": ""}
    assert client.post(address, draft).json() == {"is_valid": True, "is_available": True}
    content = client.get(address, {"mode": str(event.pk)}).content.decode()
    assert re.findall(r"<h1 [^>]*>(.*?)</h1>", content) == ["Neu: Gemeinsam reden"]
    assert content.count("Schön.") == 1


def test_a_text_that_nobody_has_saved_is_previewed_in_german(client, event):  # E14 E3
    client.force_login(make_staff("editor", *EDITOR))
    address = reverse("wagtailsnippets_events_mailtext:preview_on_add")
    client.post(address, {"kind": "confirmed", "subject": "Neu: {event}", "opening": "", "addition": ""})
    content = client.get(address, {"mode": str(event.pk)}).content.decode()
    assert re.findall(r"<h1 [^>]*>(.*?)</h1>", content) == ["Neu: Gemeinsam reden"]


@pytest.mark.parametrize("mode", ["", "one", "-1", "999999"])
def test_about_an_event_that_is_not_to_choose_there_is_no_preview(client, event, mode):  # E14
    client.force_login(make_staff("editor", *EDITOR))
    address = reverse("wagtailsnippets_events_mailtext:preview_on_add")
    client.post(address, {"kind": "confirmed", "subject": "Neu: {event}", "opening": "", "addition": ""})
    assert client.get(address, {"mode": mode}).status_code == 403
