from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.models import Page


def edit_url(instance: Any) -> str:
    """Return where editors change this page or snippet."""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(type(instance).snippet_viewset.get_url_name("edit"), args=[quote(instance.pk)])
