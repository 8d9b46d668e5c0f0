"""Check-in on the day: find somebody, press one button; made for a phone at the door."""

from uuid import UUID

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.ground.private_search import KEY, WORDS, keep_words, words_of

from ... import signups
from ...models.enums import ACTIVE, SignupState
from ...models.event import Event
from ...models.signup import Signup
from ...signups import audit
from ...signups.search_key import begin_so, by_name
from ..screens.event_screen import EventScreen
from ..screens.permissions import CHECK_IN, VIEW

# What only a click posts
SIGNUP = "signup"
# A phone shows so many in one go; a search finds the others.
MOST_SHOWN = 100


class ClickForm(forms.Form):
    signup = forms.UUIDField()
    there = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class CheckInScreen(EventScreen):
    """The list on GET, one click on POST; ``results_only`` answers with the list alone while somebody types."""

    required = (CHECK_IN,)
    page_title = _("Check-in")
    header_icon = "check"
    template_name = "events/admin/check_in.html"
    results_template_name = "events/admin/check_in_results.html"
    results_only = False

    def get_template_names(self) -> list[str]:
        return [self.results_template_name] if self.results_only else super().get_template_names()

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        audit.note_looked_at([self.event], request.user)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.results_only or SIGNUP not in request.POST:
            return self._search()
        form = ClickForm(request.POST)
        if not form.is_valid():
            return redirect(self.list_url)
        is_there = form.cleaned_data["there"] == "yes"
        signup = Signup.objects.filter(event=self.event, public_id=form.cleaned_data["signup"]).first()
        if signup is None:
            return redirect(self.list_url)
        try:
            _tick(signup.public_id, is_there, request.user)
        except signups.Refused as refused:
            messages.error(request, refused.sentence)
        else:
            audit.note("check_in", signup, request.user, there=is_there)
            messages.success(request, _told(signup, is_there))
        # After a tick the next person comes; what was taken back stays in view.
        key = "" if is_there else request.POST.get(KEY, "")
        return redirect(f"{self._address_with(key)}#signup-{signup.pk}")

    def _search(self) -> HttpResponse:
        key = keep_words(self.request, self.request.POST.get(WORDS, ""))
        if not self.results_only:
            return redirect(self._address_with(key))
        self.request.GET = QueryDict(urlencode({KEY: key}))
        return self.get(self.request)

    def _address_with(self, key: str) -> str:
        return f"{self.list_url}?{urlencode({KEY: key})}" if key else self.list_url

    @property
    def list_url(self) -> str:
        return reverse("check_in", args=[self.event.pk])

    def get_context_data(self, **kwargs) -> dict:
        query = words_of(self.request)
        people = _people(self.event, query)
        shown = list(people.order_by(*by_name())[: MOST_SHOWN + 1])
        there = attendance(self.event)
        # Without a search they are those with a seat, who are counted anyway.
        number = people.count() if query else there["expected"]
        return super().get_context_data(
            query=query,
            search_key=self.request.GET.get(KEY, ""),
            people=shown[:MOST_SHOWN],
            more=number - MOST_SHOWN if len(shown) > MOST_SHOWN else 0,
            attendance=there,
            confirmed=SignupState.CONFIRMED,
            too_early="" if signups.has_its_day_come(self.event) else signups.Reason.TOO_EARLY.label,
            may_view=self.request.user.has_perm(VIEW),
            list_url=self.list_url,
            results_url=reverse("check_in_results", args=[self.event.pk]),
            **kwargs,
        )


def attendance(event: Event) -> dict[str, int]:
    """Return how many have a seat, and how many of them are there."""
    confirmed = Signup.objects.filter(event=event, state=SignupState.CONFIRMED)
    return confirmed.aggregate(expected=Count("pk"), there=Count("attended_at"))


def _people(event: Event, query: str) -> QuerySet[Signup]:
    """Those with a seat; a search also finds people who are registered without one, so that staff see why."""
    states = ACTIVE if query else [SignupState.CONFIRMED]
    return Signup.objects.filter(begin_so(query), event=event, state__in=states, anonymised_at__isnull=True)


def _tick(public_id: UUID, is_there: bool, user) -> None:
    if is_there:
        signups.check_in(public_id, user)
    else:
        signups.undo_check_in(public_id, user)


def _told(signup: Signup, is_there: bool) -> str:
    # Messages travel in a cookie, so they name the seat and nobody.
    if is_there:
        return gettext("Seat %(seat)s: is there.") % {"seat": signup.seat_no}
    return gettext("Seat %(seat)s: taken back.") % {"seat": signup.seat_no}
