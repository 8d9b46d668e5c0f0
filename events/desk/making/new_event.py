"""The screen "New event": one form makes the drafts and leads to the page, where it is read, submitted or published."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.languages.core.admin_addresses import edit_url

from ...models.event import Event
from ...models.venue import Venue
from ..screens.screen import Screen, ScreenMenuItem, ScreenViewSet
from .make_event import event_index, make_event
from .new_event_form import NewEventForm
from .once import FIELD, made_before, new_mark, public_id_of

NEEDED = ("events.add_event", "events.change_event")


class NewEventScreen(Screen):
    required = NEEDED
    page_title = _("New event")
    header_icon = "calendar-alt"
    template_name = "events/admin/new_event.html"

    def turned_away(self) -> HttpResponse | None:
        self.index = event_index()
        if self.index is None:
            return self.render_to_response(self.get_context_data(form=None))
        if not self.index.permissions_for_user(self.request.user).can_add_subpage():
            raise PermissionDenied
        return None

    def way_here(self) -> list[dict]:
        return [{"url": reverse(Event.snippet_viewset.get_url_name("list")), "label": gettext("Dates and seats")}]

    def get_context_data(self, **kwargs) -> dict:
        kwargs.setdefault("form", NewEventForm(user=self.request.user))
        kwargs.setdefault("once", new_mark())
        return super().get_context_data(
            venue_url=reverse(Venue.snippet_viewset.get_url_name("add")), once_field=FIELD, **kwargs
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        once = request.POST.get(FIELD, "")
        public_id = public_id_of(once)
        if address := made_before(public_id):
            return redirect(address)
        form = NewEventForm(request.POST, user=request.user)
        if not form.is_valid():
            messages.validation_error(request, gettext("Nothing is saved yet: look at the marked fields."), form)
            return self.render_to_response(self.get_context_data(form=form, once=once))
        form.instance.public_id = public_id
        try:
            page = make_event(form.instance, form.chosen_form(), form.cleaned_data, self.index, request.user)
        except (IntegrityError, ValidationError) as error:
            # The same form, sent twice, was quicker.
            if address := made_before(public_id):
                return redirect(address)
            if isinstance(error, IntegrityError):
                raise
            form.add_error(None, error.messages)
            return self.render_to_response(self.get_context_data(form=form, once=once))
        messages.success(request, gettext("The drafts are made. Read the page, and go on below: nobody sees it yet."))
        return redirect(edit_url(page))


class NewEventMenuEntry(ScreenViewSet):
    """The entry of the group "Events" from which editors begin."""

    name = "new_event_menu"
    screen = NewEventScreen
    menu_label = _("New event")
    menu_name = "new-event"
    menu_icon = "plus"
    menu_item_class = ScreenMenuItem

    @property
    def menu_url(self) -> str:
        return reverse("new_event")
