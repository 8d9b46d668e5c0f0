"""What all pages of the login share: staff's language, and that nobody keeps them."""

from functools import wraps

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from cms.forms.nobodys_answers import View, kept_by_nobody
from cms.languages.reading.middleware import preferred_language


def for_staff(view: View) -> View:
    """Make a view a page of the login."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        translation.activate(staff_language(request))
        request.LANGUAGE_CODE = translation.get_language()
        return kept_by_nobody(view(request, *args, **kwargs))

    return wrapped


def staff_language(request: HttpRequest) -> str:
    """Return the language of the admin that the browser asks for."""
    codes = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
    return preferred_language(request.headers.get("Accept-Language", ""), codes)
