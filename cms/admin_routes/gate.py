"""The middleware that asks the table before a view of the admin runs."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils.cache import add_never_cache_headers
from django.views.defaults import page_not_found
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied, require_admin_access

from ..ground.admin_prefix import is_of_the_admin
from .other_languages import SENTENCE, is_in_another_language
from .rules import ACCESS
from .sense import asks_for_something, can_name_something
from .table import rule_for


class Answer(Enum):
    PASS = "pass"
    LOG_IN = "log in"
    REFUSED = "refused"
    OTHER_LANGUAGE = "in a language in which the account does not work"
    NOT_FOUND = "not found"


def answer(user, match: ResolverMatch, method: str) -> Answer:
    """Decide by the route's name, the person's rights and the objects that the address names; runs no view."""
    rule = rule_for(match)
    who = rule.who(method)
    if who.is_public:
        return Answer.PASS
    if who.is_closed:
        return Answer.NOT_FOUND
    if not user.has_perm(ACCESS):
        return Answer.LOG_IN
    if not can_name_something(match):
        return Answer.NOT_FOUND
    if user.is_superuser:
        return Answer.PASS
    if not who.alternatives:
        return Answer.NOT_FOUND
    if who.admits(user) and is_in_another_language(user, match, method):
        return Answer.OTHER_LANGUAGE
    if who.admits(user) and rule.objects.are_open_to(user, match.args, match.kwargs):
        return Answer.PASS
    return Answer.REFUSED


class Gate:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Sequence, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not is_of_the_admin(match):
            return None
        decided = answer(request.user, match, request.method or "")
        if decided == Answer.PASS and not asks_for_something(request, match):
            decided = Answer.NOT_FOUND
        if decided == Answer.PASS:
            return None
        response = _turn_away(request, decided)
        add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Some of Wagtail's lists fail over a page of theirs that is not there."""
        if not isinstance(exception, InvalidPage) or not is_of_the_admin(request.resolver_match):
            return None
        return _turn_away(request, Answer.NOT_FOUND)


def _turn_away(request: HttpRequest, decided: Answer) -> HttpResponse:
    if decided == Answer.NOT_FOUND:
        return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")
    if decided in (Answer.REFUSED, Answer.OTHER_LANGUAGE) and request.method in ("PUT", "PATCH", "DELETE"):
        # Only a script asks so, and one that is redirected would take the page for its answer.
        raise PermissionDenied(SENTENCE if decided == Answer.OTHER_LANGUAGE else "")
    if decided == Answer.OTHER_LANGUAGE:
        messages.error(request, SENTENCE)
        return redirect("wagtailadmin_home")
    # As Wagtail says it: the login, or its first page with a sentence. It localizes what is inside.
    return require_admin_access(permission_denied)(request)
