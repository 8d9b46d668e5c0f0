"""Staff enter somebody who called or wrote: choose the event, then the form, then the sheet to print."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from ...models.enums import EventStatus
from ...models.event import Event
from ...signups import Refused, audit, enter
from ...signups.rules import REFUSALS, SignupStatus, signup_status
from ...signups.seats import seats
from ..screens.event_screen import EventScreen
from ..screens.permissions import ENTER, VIEW
from ..screens.signup_screen import list_url
from ..waves.choose_event import ChooseEventScreen
from ..waves.list_summary import numbers_of
from .staff_entry_form import EntryForm

# Where not even staff can enter anybody.
CLOSED = (SignupStatus.CANCELLED, SignupStatus.PAST, SignupStatus.NO_FORM)


class EntryEventScreen(ChooseEventScreen):
    required = (VIEW, ENTER)
    page_title = _("Enter a sign-up")
    question = _("For which event?")
    if_none = _("No event with a sign-up form is to come.")
    next_url_name = "signups:enter"

    def events(self) -> QuerySet[Event]:
        events = Event.objects.published().filter(ends_at__gt=timezone.now(), signup_form__isnull=False)
        return events.exclude(status=EventStatus.CANCELLED).order_by("starts_at", "pk")

    def way_here(self) -> list[dict]:
        return [{"url": reverse("signups:index"), "label": gettext("Sign-ups")}]


class EntryScreen(EventScreen):
    required = (VIEW, ENTER)
    page_title = _("Enter a sign-up")
    template_name = "events/admin/person_form.html"

    def turned_away(self) -> HttpResponse | None:
        status = signup_status(self.event, seats(self.event), timezone.now(), opening_hours=False)
        if self.request.method == "POST" or status not in CLOSED:
            return None
        messages.error(self.request, REFUSALS[status].label)
        return redirect(self.desk_url)

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("form", EntryForm(self.event))
        return super().get_context_data(
            numbers=numbers_of([self.event])[0],
            button_label=gettext("Enter the sign-up"),
            back_url=list_url(event=self.event.pk),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = EntryForm(self.event, request.POST)
        if form.is_valid():
            try:
                signup = enter(self.event.pk, form.person(), form.cleaned_data["source"], request.user)
            except Refused as refused:
                form.show(refused)
            else:
                audit.note("enter", signup, request.user)
                text = gettext("The sign-up %(reference)s is entered: %(state)s.") % {
                    "reference": signup.reference,
                    "state": signup.get_state_display(),
                }
                sheet = messages.button(reverse("signups:sheet", args=[signup.pk]), gettext("Print the sheet"))
                messages.success(request, text, buttons=[sheet])
                return redirect("signups:detail", signup.pk)
        messages.validation_error(request, gettext("The sign-up could not be entered."), form)
        return self.render_to_response(self.get_context_data(form=form))
