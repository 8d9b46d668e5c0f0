"""How the list of sign-ups is narrowed down."""

import uuid

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.languages.core.fields import language_choices
from cms.mail.models import Mail, MailState

from ...models.dates import not_over
from ...models.enums import SignupSource, SignupState
from ...models.event import Event
from ...models.signup import Signup
from ..screens.event_filter import DatedEventFilter

DECIDE, PHONE = "decide", "phone"


class SignupFilterSet(WagtailFilterSet):
    event = DatedEventFilter(queryset=Event.objects.order_by("-starts_at"), label=_("Event"))
    task = django_filters.ChoiceFilter(
        choices=[
            (DECIDE, _("Has to be decided")),
            (PHONE, _("Has to be phoned: mail failed or no address")),
        ],
        method="filter_task",
        label=_("To do"),
    )
    state = django_filters.MultipleChoiceFilter(choices=SignupState.choices, label=_("State"))
    language = django_filters.ChoiceFilter(choices=language_choices, label=_("Language"))
    source = django_filters.ChoiceFilter(choices=SignupSource.choices, label=_("Came by"))

    class Meta:
        model = Signup
        fields = ["event", "task", "state", "language", "source"]

    def filter_task(self, queryset: QuerySet[Signup], name: str, value: str) -> QuerySet[Signup]:
        if value == DECIDE:
            return queryset.filter(not_over(timezone.now(), "event__"), state=SignupState.PENDING)
        offer_unknown = Q(state=SignupState.OFFERED, email="")
        return queryset.filter(Q(public_id__in=_whose_mail_failed()) | offer_unknown)


def _whose_mail_failed() -> list[uuid.UUID]:
    failed = Mail.objects.filter(state=MailState.FAILED, payload__has_key="signup")
    return [uuid.UUID(public_id) for public_id in failed.values_list("payload__signup", flat=True)]
