"""Shows staff each mail about a sign-up, for each event and language, before anybody gets it; writes nothing."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus import MenuItem

from cms.languages.core.public_languages import describe, public_languages
from cms.models import User

from ...mails import KINDS, sample_mail
from ...models.event import Event
from ..screens.names import dated
from ..screens.permissions import VIEW, may_any
from ..screens.screen import Screen, ScreenViewSet
from .mail_texts import words_of

PREVIEWERS = (VIEW, "events.change_event")


class PreviewForm(forms.Form):
    """Which mail to show."""

    event = forms.ModelChoiceField(Event.objects.order_by("-starts_at"), label=_("Event"), empty_label=None)
    language = forms.ChoiceField(label=_("Language"))
    kind = forms.ChoiceField(label=_("Mail"), choices=lambda: [(mail.kind, mail.label) for mail in KINDS])

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].label_from_instance = dated
        self.fields["language"].choices = [(language.code, language.name) for language in public_languages()]


class MailPreviewView(Screen):
    """Subject, text and HTML of one mail, made with invented circumstances."""

    one_of = PREVIEWERS
    page_title = _("Preview of the mails")
    header_icon = "mail"
    template_name = "events/admin/mail_preview.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        chosen = {name: request.GET[name] for name in ("event", "language", "kind") if name in request.GET}
        defaults = {"language": get_language(), "kind": KINDS[0].kind}
        form = PreviewForm({**defaults, **chosen}) if "event" in chosen else PreviewForm(initial=defaults)
        return self.render_to_response(self.get_context_data(form=form, **self._shown(form)))

    def _shown(self, form: PreviewForm) -> dict:
        if not form.is_bound or not form.is_valid():
            return {"mail": None, "language": None}
        chosen = form.cleaned_data
        mail = sample_mail(chosen["kind"], chosen["event"], chosen["language"])
        words = words_of(self.request.user, chosen["kind"], chosen["language"])
        return {"mail": mail, "language": describe(chosen["language"]), "words": words}


class MailPreviewViewSet(ScreenViewSet):
    """The entry in the menu of the events."""

    name = "mail_preview"
    icon = "mail"
    menu_label = _("Preview of the mails")
    screen = MailPreviewView

    def get_urlpatterns(self) -> list:
        return [path("", MailPreviewView.as_view(), name="index")]


def preview_in_list(event: object, user: User, next_url: str | None = None) -> list[MenuItem]:
    """Lead from the list of events to their mails (hook ``register_snippet_listing_buttons``)."""
    if not isinstance(event, Event) or not may_any(user, PREVIEWERS):
        return []
    url = f"{reverse('mail_preview:index')}?{urlencode({'event': event.pk})}"
    return [MenuItem(gettext("Preview of the mails"), url=url, icon_name="mail", priority=60)]
