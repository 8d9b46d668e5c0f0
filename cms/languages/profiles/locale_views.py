"""Languages as Wagtail keeps them: what is in use keeps its code, and nothing of it is deleted unasked."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import ContextMixin
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Locale
from wagtail_localize.locales.forms import LocaleForm
from wagtail_localize.locales.utils import get_locale_usage
from wagtail_localize.locales.views import CreateView, DeleteView, EditView, IndexView

from cms.consequences.edit_view import AsksBeforeDeleting

from ..core.opening import GERMAN_STAYS
from ..models import LanguageProfile


def is_in_use(locale: Locale) -> bool:
    """Return whether pages, snippets or the settings of a language stand in it."""
    return get_locale_usage(locale) != (0, 0) or LanguageProfile.objects.filter(locale=locale).exists()


class KeptCodeForm(LocaleForm):
    """The code stands in every address of the language, and in the answers of people who signed up in it."""

    def clean_language_code(self) -> str:
        code = self.cleaned_data["language_code"]
        if self.instance.pk and "language_code" in self.changed_data and is_in_use(self.instance):
            raise ValidationError(
                _("This language is in use: it stays as it is, or all its addresses would change. Add the other one.")
            )
        return code


def usage(locale: Locale) -> str:
    """Say in words what stands in a language."""
    pages, others = get_locale_usage(locale)
    of_pages = ngettext("%(pages)s page", "%(pages)s pages", pages) % {"pages": pages}
    if not others:
        return of_pages
    of_others = ngettext("%(number)d other text", "%(number)d other texts", others) % {"number": others}
    return gettext("%(pages)s and %(others)s") % {"pages": of_pages, "others": of_others}


class WithoutButtonToItself(ContextMixin):
    """Their header has a button without words, which leads to the screen on which one is."""

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "action_url": ""}


class SpelledOutLocaleIndexView(IndexView):
    """Their template says in English how much stands in a language."""

    template_name = "wagtailadmin/generic/index.html"
    default_ordering = "language_code"
    columns = [
        TitleColumn("language", label=_("Language"), accessor=str, url_name="wagtaillocales:edit"),
        Column("usage", label=_("Usage"), accessor=usage),
    ]


class LocaleCreateView(WithoutButtonToItself, CreateView):
    def get_page_subtitle(self) -> str:
        return ""


class GuardedLocaleEditView(WithoutButtonToItself, EditView):
    def get_form_class(self) -> type[LocaleForm]:
        return KeptCodeForm


class GuardedLocaleDeleteView(AsksBeforeDeleting, DeleteView):
    @property
    def cannot_delete_message(self):
        if self.get_object().language_code == settings.LANGUAGE_CODE:
            return GERMAN_STAYS
        return DeleteView.cannot_delete_message

    def can_delete(self, locale: Locale) -> bool:
        return locale.language_code != settings.LANGUAGE_CODE and super().can_delete(locale)

    def form_valid(self, form):
        if not self.can_delete(self.get_object()):
            # What refuses for good stands before the question.
            return DeleteView.form_valid(self, form)
        return super().form_valid(form)
