"""Whether a route would change, or open for a change, a text in a language in which this account does not work."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.urls import ResolverMatch
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from ..languages.core.own_languages import own_languages, works_on
from .objects import PAGES, READABLE_PAGES, pages_in, snippet_in, text_in
from .table import rule_for

SENTENCE = _(
    "This is in a language into which your account does not translate, so you can't change it. An administrator can "
    "add the language to your account."
)


def is_in_another_language(user: AbstractBaseUser, match: ResolverMatch, method: str) -> bool:
    """Ask about what the address names; runs no view, and reads one row for accounts that work in all languages."""
    url_name = match.url_name or ""
    opens = url_name == "edit" or url_name.startswith("translation_")
    if method in ("GET", "HEAD", "OPTIONS") and not opens:
        return False
    return bool(own_languages(user)) and not all(works_on(user, text) for text in _texts_named_by(match))


def _texts_named_by(match: ResolverMatch) -> Iterable[TranslatableMixin]:
    if rule_for(match).objects in (PAGES, READABLE_PAGES):
        return Page.objects.filter(pk__in=pages_in(match.args, match.kwargs)).select_related("locale")
    kinds = [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]
    kind = next((model for model in kinds if model.snippet_viewset.url_namespace == match.namespace), None)
    text = snippet_in(kind, match.kwargs) if kind else text_in(match.kwargs)
    return [text] if text else []
