"""The screen "Copy for next year": one field, the new day."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import Button

from cms.admin_routes.offers import is_open
from cms.languages.core.admin_addresses import edit_url
from cms.languages.core.public_languages import describe

from ...models.event import Event
from ...models.far_away import refuse_far_away
from ...pages.event_page import EventPage
from ..screens.screen import Screen
from .copy_event import Copied, copy_event, same_day_next_year
from .new_event import NEEDED
from .once import FIELD, made_before, new_mark, public_id_of

LABEL = _("Copy for next year")


class CopyEventForm(forms.Form):
    day = forms.DateField(
        label=_("new day"),
        widget=AdminDateInput(),
        help_text=_("The first day of the copy. Its time of day stays, and all deadlines move by as many days."),
    )

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is over: check the year and the month."))
        refuse_far_away(day)
        return day


class CopyEventScreen(Screen):
    required = NEEDED
    page_title = LABEL
    header_icon = "copy"
    template_name = "events/admin/copy_event.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.event = get_object_or_404(Event.objects.select_related("venue", "signup_form"), pk=kwargs["pk"])

    def turned_away(self) -> None:
        for page in self.event.pages.filter(locale__language_code=settings.LANGUAGE_CODE):
            if not page.get_parent().permissions_for_user(self.request.user).can_add_subpage():
                raise PermissionDenied

    def get_page_subtitle(self) -> str:
        return self.event.name

    def way_here(self) -> list[dict]:
        return [{"url": reverse(Event.snippet_viewset.get_url_name("list")), "label": gettext("Dates and seats")}]

    def get_context_data(self, **kwargs) -> dict:
        proposed = same_day_next_year(self.event, timezone.localdate())
        kwargs.setdefault("form", CopyEventForm(initial={"day": proposed}))
        kwargs.setdefault("once", new_mark())
        languages = self.event.pages.order_by("locale__profile__sort_order", "locale")
        codes = languages.values_list("locale__language_code", flat=True)
        return super().get_context_data(
            event=self.event,
            proposed=proposed,
            languages=[describe(code).name for code in codes],
            back_url=edit_url(self.event),
            once_field=FIELD,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        once = request.POST.get(FIELD, "")
        public_id = public_id_of(once)
        if address := made_before(public_id):
            return redirect(address)
        form = CopyEventForm(request.POST)
        if form.is_valid():
            try:
                copied = copy_event(self.event, form.cleaned_data["day"], request.user, public_id)
            except IntegrityError:
                if address := made_before(public_id):
                    return redirect(address)
                raise
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                _tell(request, copied)
                return redirect(edit_url(copied.page or copied.event))
        return self.render_to_response(self.get_context_data(form=form, once=once))


def copy_button_of_event(snippet: Model, user, next_url: str | None = None) -> list[Button]:
    """Offer it in the list of events (hook ``register_snippet_listing_buttons``)."""
    return _buttons(snippet, user) if isinstance(snippet, Event) else []


def copy_button_of_page(page, user, *args, **kwargs) -> list[Button]:
    """Offer it at the page of an event (hook ``register_page_header_buttons``): no page is copied alone."""
    specific = page.specific if page.specific_class is EventPage else None
    return _buttons(specific.event, user) if specific else []


def _buttons(event: Event, user) -> list[Button]:
    url = reverse("copy_event", args=[event.pk])
    return [Button(LABEL, url, icon_name="copy", priority=65)] if is_open(user, url) else []


def _tell(request: HttpRequest, copied: Copied) -> None:
    start = timezone.localtime(copied.event.starts_at)
    text = gettext("The copy is made for %(weekday)s, %(day)s. Nobody sees it yet.")
    words = {"weekday": formats.date_format(start, "l"), "day": formats.date_format(start, "DATE_FORMAT")}
    messages.success(
        request, text % words, buttons=[messages.button(edit_url(copied.event), gettext("Check the facts"))]
    )
    if copied.dates:
        text = ngettext(
            "The text still names this date: %(dates)s. Correct it; the translations are marked, too.",
            "The text still names these dates: %(dates)s. Correct them; the translations are marked, too.",
            len(copied.dates),
        )
        messages.warning(request, text % {"dates": get_text_list([str(one) for one in copied.dates], gettext("and"))})
    if copied.left_out:
        names = [describe(locale.language_code).name for locale in copied.left_out]
        text = gettext("Not copied, because you may not add pages there: %(languages)s.")
        messages.warning(request, text % {"languages": get_text_list(names, gettext("and"))})
