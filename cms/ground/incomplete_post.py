"""A post that breaks off on its way: what the page always sends is missing, and Django and Wagtail end in an error."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError


class IncompletePostMiddleware:
    """Answer 400 where a view reads a field that was not posted: the request is wrong, not the server."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Raise BadRequest for a field that is missing in a post; anything else is left alone."""
        if request.method == "POST" and isinstance(exception, MultiValueDictKeyError):
            raise BadRequest("A field of the form is missing.") from exception
