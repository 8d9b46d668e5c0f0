"""The words of mails, kept by editors: each kind of mail, worded by them or as the software brings it."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import CreateView

from cms.languages.core.admin_addresses import edit_url
from cms.languages.core.public_languages import describe
from cms.languages.core.translation_policy import TranslatedViewSet
from cms.models import User

from ...mails import VARIANTS, mail_with_text, usual_words
from ...models.event import Event
from ...models.mail_text import MailText, MailTextKind


def show_as_mail(request: HttpRequest, text: MailText, event: Event, variant: str) -> HttpResponse:
    """Show the mail about ``event`` as its reader gets it."""
    context = {"mail": mail_with_text(text, event), "language": describe(text.locale.language_code)}
    return render(request, "events/admin/mail_text_preview.html", context)


class MailTextCreateView(CreateView):
    """Begins with the words that the mail has now: who changes two of them need not write the rest."""

    def get_initial_form_instance(self) -> MailText:
        kind, event = self.request.GET.get("kind", ""), Event.objects.order_by("-starts_at", "-pk").first()
        if self.locale and event and kind in MailTextKind.values:
            return usual_words(kind, event, self.locale)
        return super().get_initial_form_instance()


class MailTextViewSet(TranslatedViewSet):
    """The list holds what editors worded; every other mail has the words of the software."""

    model = MailText
    add_view_class = MailTextCreateView
    icon = "mail"
    menu_label = _("Mail texts")
    list_display = ["kind", "subject", BooleanColumn("live", label=_("Published")), UpdatedAtColumn(label=_("Updated"))]
    list_filter = ["kind"]
    search_fields = ["subject", "opening", "addition"]
    copy_view_enabled = False


@dataclass(frozen=True)
class Words:
    """Whose words a mail has in a language, and what this person may do about it."""

    label: str
    is_own: bool
    links: list[tuple[str, str]]


def words_of(user: User, kind: str, language: str) -> list[Words]:
    """Return each text of this kind of mail, in this language, with the links to change it."""
    kinds = [value for value in MailTextKind.values if kind in (value, *VARIANTS.get(value, ()))]
    texts = {text.kind: text for text in MailText.objects.filter(kind__in=kinds, locale__language_code=language)}
    return [_words(user, MailTextKind(value), language, texts.get(value)) for value in kinds]


def _words(user: User, kind: MailTextKind, language: str, text: MailText | None) -> Words:
    links = []
    if text is not None and user.has_perm("events.change_mailtext"):
        links.append((gettext("Change the words"), edit_url(text)))
        if text.live and user.has_perm("events.publish_mailtext"):
            url = reverse(MailText.snippet_viewset.get_url_name("unpublish"), args=[quote(text.pk)])
            links.append((gettext("Back to the usual words"), url))
    elif text is None and user.has_perm("events.add_mailtext"):
        if language == settings.LANGUAGE_CODE:
            url = reverse(MailText.snippet_viewset.get_url_name("add"))
            links.append((gettext("Word it anew"), f"{url}?{urlencode({'locale': language, 'kind': kind.value})}"))
        else:
            links.append((gettext("Word it in German first, then translate it"), reverse("translation_board")))
    return Words(str(kind.label), text is not None and text.live, links)
