"""Staff enter somebody who called or wrote: choose the event, then the form, then the sheet to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from .. import audit
from ..enums import EventStatus
from ..models.event import Event
from ..signups import Refused, enter
from .entry_form import EntryForm
from .list_summary import numbers_of
from .screen import DeskScreen, list_url

ADD = "events.add_signup"


class ChooseEventScreen(DeskScreen):
    permission = ADD
    page_title = _("Enter a sign-up")
    template_name = "events/admin/choose_event.html"

    def get_context_data(self, **kwargs) -> dict:
        events = Event.objects.published().filter(ends_at__gt=timezone.now(), signup_form__isnull=False)
        events = events.exclude(status=EventStatus.CANCELLED).order_by("starts_at")
        return super().get_context_data(events=numbers_of(list(events)), **kwargs)


class EntryScreen(DeskScreen):
    permission = ADD
    page_title = _("Enter a sign-up")
    template_name = "events/admin/person_form.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.event = get_object_or_404(Event.objects.select_related("signup_form"), pk=kwargs["event_id"])

    def get_page_subtitle(self) -> str:
        return str(self.event)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            event=self.event,
            numbers=numbers_of([self.event])[0],
            button_label=gettext("Enter the sign-up"),
            back_url=list_url(event=self.event.pk),
            **kwargs,
        )

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=EntryForm(self.event)))

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
