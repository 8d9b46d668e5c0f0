"""What visitors read while there is no home page yet: never the welcome page of the software."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from cms.ground.standing import standing

from .models.home import HomePage


def instead_of_the_welcome_page(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse | None:
    """Answer for the page that Wagtail makes itself and that has no type of ours (hook ``before_serve_page``)."""
    return being_built(request) if page.specific_class is Page else None


def has_no_home(request: HttpRequest) -> bool:
    """Tell whether nobody has published a home page in any language."""
    return not standing(request).get("has a home", HomePage.objects.live().exists)


def being_built(request: HttpRequest) -> HttpResponse:
    """Say that the site is being built, by the answer for a page that isn't there: nothing is broken."""
    return render(request, "being_built.html", {"is_error_page": True}, status=404)
