"""Which pages somebody may read of in choosers and move screens. Wagtail lists every draft to everybody."""

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet


def readable_pages(user) -> PageQuerySet:
    """Return the pages that the user works on, those above them, and what every visitor sees."""
    if user.is_superuser:
        return Page.objects.all()
    own = page_permission_policy.explorable_instances(user)
    public = Page.objects.live().public()
    return Page.objects.filter(pk__in=own.values("pk")) | Page.objects.filter(pk__in=public.values("pk"))


def without_drafts_of_others(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Shorten what a chooser offers (hook ``construct_page_chooser_queryset``)."""
    return pages.filter(pk__in=readable_pages(request.user).values("pk"))
