"""An event that nobody has published yet: a form, the facts and the German page, each a draft with a revision."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page

from cms.models import User
from events.models import Event, EventPage, SignupForm
from events.pages.event_index_page import EventIndexPage
from tests.builders import add_page, make_event_row, make_signup_form_row, make_staff
from tests.cms.languages.translating import speak_english


def make_drafts(index: EventIndexPage, title: str = "Werkstatt") -> EventPage:
    form = make_signup_form_row(live=False, has_unpublished_changes=True)
    form.save_revision()
    event = make_event_row(name=title, live=False, has_unpublished_changes=True, signup_form=form)
    event.save_revision()
    return add_page(index, title, EventPage, event=event, live=False)


def which_are_live(page: EventPage) -> dict[str, bool]:
    """What visitors see of the page and of all that it needs."""
    event = Event.objects.get(pk=page.event_id)
    form = SignupForm.objects.get(pk=event.signup_form_id)
    return {"form": form.live, "event": event.live, "page": Page.objects.get(pk=page.pk).live}


NOTHING = {"form": False, "event": False, "page": False}
ALL = {"form": True, "event": True, "page": True}


def member_of(role: str, username: str = "") -> User:
    user = make_staff(username or role)
    user.groups.add(Group.objects.get(name=role))
    speak_english(user)
    return user


def soon() -> timezone.datetime:
    return (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
