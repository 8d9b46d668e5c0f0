"""The editor of something with drafts asks once before it saves over what somebody else saved meanwhile.

Wagtail compares revisions only where its script saves or where its ping, every ten seconds, heard of the other person.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.models import Page, Revision, RevisionMixin

# Which revision its writer agreed to replace in Wagtail's own dialog: see ``cms/static/cms/js/agreed_to_replace.js``.
AGREED = "replaces_revision_id"


class AsksBeforeReplacing:
    """Mixed into the form of an editor: refuses once what was written on top of an older revision than the newest."""

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if getattr(self.instance, "was_saved_meanwhile", False):
            self.add_error(
                None,
                ValidationError(
                    gettext(
                        "What you typed is still here and not saved yet. Whoever saves once more puts their own words "
                        "in the place of what the other person wrote."
                    )
                ),
            )
        return cleaned


def tell_of_the_other(request: HttpRequest, edited: Model) -> None:
    """Say who saved meanwhile and where one reads it, and let the form know (hooks ``before_edit_…``)."""
    # What the editor's script saves by itself, Wagtail compares.
    is_saved_by_hand = request.method == "POST" and request.accepts("text/html")
    if not is_saved_by_hand or not isinstance(edited, RevisionMixin):
        return
    other = _saved_by_somebody_else(request, edited)
    if other is None:
        return
    edited.was_saved_meanwhile = True
    said = gettext("While you wrote, this was saved by %(person)s on %(moment)s.") % {
        "person": user_display_name(other.user) or gettext("the website itself"),
        "moment": date_format(localtime(other.created_at), "DATETIME_FORMAT"),
    }
    look = messages.button(_address(request, edited, other), gettext("See what was changed"), new_window=True)
    messages.warning(request, said, buttons=[look])


def _saved_by_somebody_else(request: HttpRequest, edited: RevisionMixin) -> Revision | None:
    """Return the newest revision that is newer than what this window was filled from, and not of its writer.

    What the writer saved is no answer: their script saves every few seconds, and leaves the form as it was loaded.
    """
    try:
        loaded_at = datetime.fromisoformat(request.POST.get("loaded_revision_created_at", ""))
    except ValueError:
        return None
    if loaded_at.tzinfo is None:
        return None
    # Wagtail's script saves into the same revision again and again: its moment tells, not its number.
    newer = edited.revisions.filter(created_at__gt=loaded_at).exclude(user=request.user)
    agreed = request.POST.get(AGREED, "")
    if agreed.isdecimal():
        newer = newer.filter(pk__gt=int(agreed))
    return newer.defer("content").select_related("user").order_by("-created_at", "-pk").first()


def _address(request: HttpRequest, edited: RevisionMixin, other: Revision) -> str:
    loaded = request.POST.get("loaded_revision_id", "")
    if not loaded.isdecimal() or int(loaded) == other.pk:
        return request.path
    if isinstance(edited, Page):
        return reverse("wagtailadmin_pages:revisions_compare", args=[edited.pk, loaded, other.pk])
    return reverse(type(edited).snippet_viewset.get_url_name("revisions_compare"), args=[edited.pk, loaded, other.pk])
