"""What somebody posted, to be sent once more from a page that needs no database."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.request import RawPostDataException
from django.urls import Resolver404, resolve

from cms.forms.origin import PostRefused, readable_post

# Of these, people know again what they have typed.
TYPED = {"given_name", "family_name", "name", "email", "organisation", "needs_note", "text", "message", "code"}


@dataclass(frozen=True)
class KeptAnswers:
    """``fields`` are sent again, each with one value; ``shown`` is what the person typed."""

    fields: list[tuple[str, str]]
    shown: list[str]


def kept_answers(request: HttpRequest) -> KeptAnswers | None:
    """Return what was typed into a form of visitors; None where nothing was, or where a password is among it."""
    if request.method != "POST" or not _is_for_visitors(request):
        return None
    try:
        data = readable_post(request)
    except (PostRefused, RawPostDataException):
        return None
    fields = [(name, value) for name, values in data.lists() for value in values]
    if any("password" in name for name, _value in fields):
        return None
    # An option is posted by its key, which is not what the person read.
    shown = [value for name, value in fields if name in TYPED and value.strip()]
    return KeptAnswers(fields, shown) if fields else None


def _is_for_visitors(request: HttpRequest) -> bool:
    """Whether it is one of the public forms: they need no cookie, so they can be sent from any page of ours."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return getattr(view, "csrf_exempt", False)
