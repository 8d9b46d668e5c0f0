"""Addresses that browsers, feed readers, mail programs and telephones ask for on their own account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.utils import translation
from django.views.decorators.http import require_safe

from .frame import site_frame

DEFAULT = "cms/img/favicon.svg"
DEFAULT_FOR_TOUCH = "cms/img/touch-icon.png"


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the icon of the city, or to ours."""
    with translation.override(settings.LANGUAGE_CODE):
        icon = site_frame(request).icon_url
    return HttpResponseRedirect(icon or static(DEFAULT))


@require_safe
def touch_icon(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the icon with which a telephone keeps the site on its first screen."""
    with translation.override(settings.LANGUAGE_CODE):
        icon = site_frame(request).touch_icon_url
    return HttpResponseRedirect(icon or static(DEFAULT_FOR_TOUCH))
