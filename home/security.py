"""How somebody who found a hole tells us: for programs (RFC 9116) and for people."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from cms.ground.addresses import absolute_url

from .contact import contact_address

# The standard advises less than a year; whoever keeps a copy asks again in time.
VALID = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer with ``security.txt`` (RFC 9116), which is valid for 180 days from today."""
    expires = (timezone.now() + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{security_contact(settings.LANGUAGE_CODE)}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: de, en",
        f"Canonical: {absolute_url(reverse('security_txt'))}",
        f"Policy: {absolute_url(reverse('security'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show how to report a hole, what to leave alone, and what happens then."""
    context = {
        "address": security_contact(get_language() or settings.LANGUAGE_CODE),
        "crumb_title": gettext("Report a security problem"),
    }
    return render(request, "home/security.html", context)


def security_contact(language: str) -> str:
    """Return where reports go: ``SECURITY_CONTACT``, or else the city's contact address."""
    return settings.SECURITY_CONTACT or contact_address(language)
