"""wagtail-localize's views behind our guards: its own permission alone would let a user see and publish drafts."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.admin import messages
from wagtail.models import Locale
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationForm,
    SubmitTranslationView,
)
from wagtail_localize.views.update_translations import UpdateTranslationsView

from ..core.admin_addresses import edit_url
from ..core.permissions import may_edit, may_have_translated, target_locales
from ..core.shared_fields import is_source


class GuardedTranslationForm(SubmitTranslationForm):
    """Offers only the languages into which this user may translate, and never the pages below."""

    def __init__(self, instance, user, *args, **kwargs) -> None:
        super().__init__(instance, *args, **kwargs)
        self.fields["locales"].queryset = target_locales(instance, user)
        # wagtail-localize asks nobody's permission for the pages below and writes a wrong number of children.
        self.fields["include_subtree"].widget = forms.HiddenInput()

    def clean_include_subtree(self) -> bool:
        return False


class GuardedTranslation(SubmitTranslationView):
    """Only what is German is translated, by those who may have it translated, into languages in which they may."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("wagtail_localize.submit_translation"):
            raise PermissionDenied
        instance = self.get_object()
        if not may_have_translated(instance, request.user):
            raise PermissionDenied
        if not is_source(instance):
            messages.warning(request, _("Only what is written in German is translated: start from there."))
            return redirect(edit_url(instance))
        if not target_locales(instance, request.user).exists():
            messages.warning(
                request,
                _(
                    "There is no language into which you can translate this now. "
                    "A page needs the page above it in the same language first."
                ),
            )
            return redirect(edit_url(instance) if may_edit(instance, request.user) else reverse("translation_board"))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> GuardedTranslationForm:
        data = self.request.POST if self.request.method == "POST" else None
        initial = {}
        if code := self.request.GET.get("select_locale"):
            initial["locales"] = list(Locale.objects.filter(language_code=code))
        return GuardedTranslationForm(self.object, self.request.user, data, initial=initial)

    def form_valid(self, form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ParentNotTranslatedError:
            messages.error(
                self.request, _("A page to which this one refers has no parent in that language. Translate that first.")
            )
            return redirect(edit_url(self.object))


class TranslatePageView(GuardedTranslation, SubmitPageTranslationView):
    """Submit a German page for translation."""


class TranslateSnippetView(GuardedTranslation, SubmitSnippetTranslationView):
    """Submit a German snippet for translation."""

    def get_default_success_url(self, translated_snippet: Any = None) -> str:
        """Return where it goes on: to the translation, and back to German only those who may change that."""
        if translated_snippet is None and not may_edit(self.object, self.request.user):
            return reverse("translation_board")
        return super().get_default_success_url(translated_snippet)


class SyncTranslationsView(UpdateTranslationsView):
    """Bring the German changes to the translators; each language is published in its own editor."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        source = self.get_object()
        if source.locale.language_code != settings.LANGUAGE_CODE:
            raise PermissionDenied
        if not may_have_translated(source.get_source_instance(), request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        form = super().get_form()
        # Publishing here would show German sentences under the other languages.
        form.fields["publish_translations"].widget = forms.HiddenInput()
        form.fields["publish_translations"].disabled = True
        # A machine is asked in each language's editor, where its refusal takes nothing away.
        form.fields.pop("use_machine_translation", None)
        return form


def refuse_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer wagtail-localize's "convert to alias", which would show German text under another language."""
    messages.warning(request, _("A translation can't be turned into a copy of the German page."))
    return redirect("wagtailadmin_pages:edit", page_id)
