"""A site on which nobody has written anything yet: how it is known, and how it gets its home page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from wagtail.models import Page, Site

from cms.models import SiteFrame
from downloads.models import Publication
from events.models import DeclineReason, Event, SignupForm, Venue

OTHER_CONTENT: list[type[models.Model]] = [SiteFrame, Event, Venue, SignupForm, DeclineReason, Publication]
WELCOME_TITLE = "Welcome to your new Wagtail site!"


def holds_content() -> bool:
    """Return whether somebody has begun a site here; Wagtail's welcome page doesn't count."""
    pages = Page.objects.filter(depth__gt=1).exclude(pk__in=welcome_pages())
    return pages.exists() or any(model.objects.exists() for model in OTHER_CONTENT)


def welcome_pages() -> models.QuerySet[Page]:
    """Wagtail's migrations make one page with nothing on it."""
    return Page.objects.filter(depth=2, title=WELCOME_TITLE, numchild=0)


def make_home_page(home: Page, site_name: str, replaced: list[Page]) -> None:
    """Let the address of the site lead to ``home``, and delete the pages that stood there before."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    values = {"hostname": address.hostname, "port": port, "site_name": site_name, "root_page": home}
    Site.objects.update_or_create(is_default_site=True, defaults=values)
    for page in replaced:
        page.refresh_from_db()
        page.delete()
