"""Presses "Publish" as a browser does, with its token, and reads the question that comes."""

import re
from html import unescape

from django.contrib.auth.models import Group
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.consequences.tokens import FIELD
from cms.models import User
from events.models import Event
from home.roles import CHIEF_EDITORS
from tests.builders import PASSWORD

EDIT = "wagtailsnippets_events_event:edit"


class Editor:
    """Somebody in front of the admin, whose posts carry the token of the page before, or are refused."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(user)

    def post(self, url: str, data: dict, token: str = "") -> HttpResponse:
        token = token or token_in(self.client.get(reverse("wagtailadmin_account")))
        return self.client.post(url, {**data, "csrfmiddlewaretoken": token}, follow=True)

    def press(self, response: HttpResponse, button: str = FIELD) -> HttpResponse:
        """Send the form of a question by one of its buttons, with all its hidden fields."""
        page = response.content.decode()
        form = re.search(r'<form method="post"[^>]*>.*?</form>', page, re.S)[0]
        if (action := re.search(r'<form[^>]*action="([^"]*)"', form)) is not None:
            url = unescape(action[1])
        else:
            url = response.request["PATH_INFO"]
        fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(unescape(name), []).append(unescape(value))
        value = re.search(rf'<button[^>]*name="{button}" value="([^"]*)"', form)[1]
        return self.client.post(url, {**data, button: unescape(value)}, follow=True)


def token_in(response: HttpResponse) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', response.content.decode())[1]


def chief_editor(username: str = "leitung") -> Editor:
    user = User.objects.create_user(username, f"{username}@stadt.example", PASSWORD)
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    UserProfile.objects.create(user=user, preferred_language="en")
    return Editor(user)


def typed(event: Event, **changes) -> dict:
    """What the editor's form sends for the facts as they stand, with these changes."""
    values = {**model_to_dict(event), **changes}
    data = {}
    for name, value in values.items():
        if value is None or value is False or name in ("live", "id"):
            continue
        if hasattr(value, "tzinfo"):
            value = timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
        data[name] = "on" if value is True else value
    return data


def sentences(response: HttpResponse) -> list[str]:
    """What the question says will happen; empty where nothing is asked."""
    question = response.context.get("question") if response.context else None
    return [one.sentence for one in question.consequences] if question else []
