"""Messages to the participants of an event: write, look at it once more, send; and what became of those sent."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views import generic

from cms.languages.core.public_languages import describe
from cms.mail.models import Mail, MailState

from ...models.enums import SignupState
from ...models.erasing_dates import erasing_of
from ...models.event import Event
from ...models.message import Message
from ...signups import Reason, Refused, audit, send_message
from ...signups.messaging import newest_message, recipients
from ..screens.event_screen import EventScreen
from ..screens.list_viewset import ListViewSet
from ..screens.names import name_of
from ..screens.permissions import VIEW, VIEW_MESSAGES, WRITE
from ..screens.screen import Screen
from ..waves.choose_event import ChooseEventScreen
from .message_form import MessageForm

KIND = "signup.message"


class MessageScreen(Screen):
    required = (WRITE,)
    header_icon = "mail"

    def way_here(self) -> list[dict]:
        return [{"url": reverse("messages:index"), "label": gettext("Messages to participants")}]


class MessageEventScreen(MessageScreen, ChooseEventScreen):
    """The first step: which event's participants."""

    page_title = _("New message")
    question = _("Whose participants do you want to write to?")
    if_none = _("There is no event whose participants you could write to.")
    next_url_name = "messages:write"

    def events(self) -> list[Event]:
        now = timezone.now()
        events = Event.objects.filter(seat_book__isnull=False).select_related("seat_book")
        return [event for event in events.order_by("-starts_at", "-pk") if now < erasing_of(event).signups]


class WriteScreen(MessageScreen, EventScreen):
    """The second step, and the third: the form; then what would be sent, to whom, with the button that sends it.

    The form carries the number of the event's newest message. The domain compares it under its lock, so a double
    click, a reload and two people who write at once send one message.
    """

    page_title = _("New message")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._form_page(MessageForm(event=self.event))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = MessageForm(request.POST, event=self.event)
        if not form.is_valid():
            return self._form_page(form)
        if "send" in request.POST:
            return self._send(form)
        return self._form_page(form) if "change" in request.POST else self._preview(form)

    def _form_page(self, form: MessageForm) -> HttpResponse:
        context = self.get_context_data(form=form, media=form.media)
        return self._page("events/admin/message_write.html", context)

    def _preview(self, form: MessageForm, warning: str = "") -> HttpResponse:
        states = form.cleaned_data["states"]
        people = form.people(states)
        context = self.get_context_data(
            form=form,
            warning=warning,
            states=labels_of(states),
            people=sum(people.values()),
            languages=[_audience(code, count, code in form.texts) for code, count in people.items()],
            texts=[_text(code, *text) for code, text in form.texts.items()],
            names=self._names(states),
        )
        return self._page("events/admin/message_preview.html", context)

    def _names(self, states: list[str]) -> list[str]:
        """Return who gets it, for those who may see sign-ups; the look is noted."""
        if not self.request.user.has_perm(VIEW):
            return []
        audit.note_looked_at([self.event], self.request.user)
        people = recipients(self.event.pk, states)
        return [name_of(signup) for signup in sorted(people, key=lambda signup: signup.search_key)]

    def _send(self, form: MessageForm) -> HttpResponse:
        chosen = form.cleaned_data
        try:
            message = send_message(
                self.event.pk, chosen["states"], form.texts, self.request.user, after=chosen["after"]
            )
        except Refused as refused:
            if refused.reason == Reason.SENT and self._is_sent(form):
                messages.info(self.request, gettext("This message has been sent already. It was not sent again."))
                return redirect("messages:index")
            return self._ask_again(refused)
        audit.note("message", self.event, self.request.user, recipients=message.recipients)
        text = ngettext(
            "The message goes to %(people)d person.", "The message goes to %(people)d people.", message.recipients
        )
        messages.success(self.request, text % {"people": message.recipients})
        return redirect("messages:index")

    def _ask_again(self, refused: Refused) -> HttpResponse:
        data = self.request.POST.copy()
        data["after"] = str(newest_message(self.event.pk))
        form = MessageForm(data, event=self.event)
        return self._preview(form, str(refused.reason.label)) if form.is_valid() else self._form_page(form)

    def _is_sent(self, form: MessageForm) -> bool:
        """Whether what has gone out in the meantime is this very message."""
        newest = Message.objects.filter(event=self.event, created_by=self.request.user).order_by("-pk").first()
        if newest is None or newest.pk <= form.cleaned_data["after"]:
            return False
        return {text.language: (text.subject, text.body) for text in newest.texts.all()} == form.texts

    def _page(self, template: str, context: dict) -> HttpResponse:
        self.template_name = template
        return self.render_to_response(context)


class MessageDetailScreen(MessageScreen):
    """What was sent, to whom, and what became of the mails."""

    required = (VIEW_MESSAGES,)
    page_title = _("Message")
    template_name = "events/admin/message_detail.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        message = get_object_or_404(Message.objects.select_related("event", "created_by"), pk=pk)
        add_mail_counts([message])
        texts = [_text(text.language, text.subject, text.body) for text in message.texts.all()]
        context = self.get_context_data(message=message, texts=texts, states=labels_of(message.states))
        return self.render_to_response(context)


class MessageIndexView(generic.IndexView):
    any_permission_required = ["view"]
    page_title = _("Messages to participants")

    def get_add_url(self) -> str | None:
        return reverse("messages:add") if self.request.user.has_perm(WRITE) else None

    def get_context_data(self, *args, **kwargs) -> dict:
        context = super().get_context_data(*args, **kwargs)
        add_mail_counts(list(context["object_list"]))
        return context


def _detail_url(message: Message) -> str:
    return reverse("messages:detail", args=[message.pk])


class MessageViewSet(ListViewSet):
    """What was sent is neither changed nor deleted; it goes when the event's sign-ups are erased."""

    model = Message
    actions = ("view", "add")
    name = "messages"
    icon = "mail"
    menu_label = _("Messages to participants")
    menu_name = "messages"
    index_view_class = MessageIndexView
    list_filter = ["event"]
    ordering = ["-created_at", "-pk"]
    form_fields = ["states"]
    list_display = [
        TitleColumn("subject", label=_("Subject"), accessor="german_subject", get_url=_detail_url),
        Column("event", label=_("Event"), sort_key="event__name"),
        DateColumn("created_at", label=_("Sent at"), sort_key="created_at"),
        UserColumn("created_by", label=_("By")),
        Column("recipients", label=_("Recipients")),
        Column("open_mails", label=_("Not sent yet")),
        Column("failed_mails", label=_("Failed")),
    ]

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet:
        return Message.objects.select_related("event", "created_by__wagtail_userprofile").prefetch_related("texts")

    def get_urlpatterns(self) -> list:
        return [
            *super().get_urlpatterns(),
            path("new/", MessageEventScreen.as_view(), name="add"),
            path("new/<int:pk>/", WriteScreen.as_view(), name="write"),
            path("<int:pk>/", MessageDetailScreen.as_view(), name="detail"),
        ]


def add_mail_counts(sent: list[Message]) -> None:
    """Give each message ``open_mails`` and ``failed_mails``, in one query.

    A mail that is out no longer knows its message, so those that were sent can't be counted.
    """
    counts: dict[tuple[int, bool], int] = {}
    unsent = [MailState.QUEUED, MailState.SENDING, MailState.FAILED]
    for payload, state in Mail.objects.filter(kind=KIND, state__in=unsent).values_list("payload", "state"):
        key = payload.get("message"), state == MailState.FAILED
        counts[key] = counts.get(key, 0) + 1
    for message in sent:
        message.open_mails = counts.get((message.pk, False), 0)
        message.failed_mails = counts.get((message.pk, True), 0)


def labels_of(states: list[str]) -> list[str]:
    return [str(SignupState(state).label) for state in states]


def _text(code: str, subject: str, body: str) -> dict:
    return {"language": describe(code), "subject": subject, "body": body}


def _audience(code: str, people: int, has_text: bool) -> dict:
    gets_german = not has_text and code != settings.LANGUAGE_CODE
    return {"language": describe(code), "people": people, "gets_german": gets_german}
