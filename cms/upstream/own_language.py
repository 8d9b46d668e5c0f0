"""Texts that Wagtail makes in the language of another moment than the one in which somebody reads them."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, override

# Words of Wagtail's, which its catalogue translates.
TEXTS = {
    "choose_one_text": "Choose %(object)s",
    "choose_another_text": "Choose another %(object)s",
    "link_to_chosen_text": "Edit this %(object)s",
}


def with_texts_of_the_reader(init: Callable[..., None]) -> Callable[..., None]:
    """Wrap the making of a chooser: a form keeps its widgets, and with them the language of whoever came first."""

    @wraps(init)
    def init_with_lazy_texts(chooser, model, **kwargs) -> None:
        init(chooser, model, **kwargs)
        for name, text in TEXTS.items():
            setattr(chooser, name, lazy(_filled_in, str)(text, model))

    return init_with_lazy_texts


def _filled_in(text: str, model) -> str:
    return gettext(text) % {"object": model._meta.verbose_name}


def in_the_readers_language(refuse: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Wrap the refusal of a screen, which is made after the language of the admin has ended."""

    @wraps(refuse)
    def refuse_in_the_readers_language(request: HttpRequest) -> HttpResponse:
        profile = getattr(request.user, "wagtail_userprofile", None)
        with override(profile.get_preferred_language() if profile else get_language()):
            return refuse(request)

    return refuse_in_the_readers_language
