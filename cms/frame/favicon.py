"""The address that browsers, feed readers and mail programs ask for on their own account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.utils import translation
from django.views.decorators.http import require_safe

from .frame import site_frame

DEFAULT = "cms/img/favicon.svg"


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the icon of the city, or to ours."""
    with translation.override(settings.LANGUAGE_CODE):
        icon = site_frame(request).icon_url
    return HttpResponseRedirect(icon or static(DEFAULT))
