"""Which events use a sign-up form, said in its editor before somebody changes it."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from ...models.enums import ACTIVE
from ...models.event import Event
from ...models.signup_form import SignupForm


def events_with(form: SignupForm) -> QuerySet[Event]:
    """Return the events with this form, in whichever language, with their ``people``; the next first."""
    people = Count("signups", filter=Q(signups__state__in=ACTIVE))
    events = Event.objects.filter(signup_form__translation_key=form.translation_key).annotate(people=people)
    return events.order_by("-starts_at", "pk")


class UsersOfAFormPanel(Panel):
    """A table of the events: name, date, and how many have signed up."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Used by"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/users_of_a_form.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            now, may_change = timezone.now(), self.request.user.has_perm("events.change_event")
            events = list(events_with(self.instance))
            for event in events:
                event.is_over = event.is_over(now)
                event.edit_url = reverse("wagtailsnippets_events_event:edit", args=[event.pk]) if may_change else ""
            return {**context, "events": events, "running": sum(not event.is_over for event in events)}
