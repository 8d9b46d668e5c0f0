from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page


def edit_url(instance: Any) -> str:
    """Return where staff change this page or snippet, or what Wagtail keeps besides, such as a language."""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    if not hasattr(type(instance), "snippet_viewset"):
        return AdminURLFinder().get_edit_url(instance)
    return reverse(type(instance).snippet_viewset.get_url_name("edit"), args=[quote(instance.pk)])


def state_url(translation: Any) -> str:
    """Return where editors see how this translation stands and what changed in German."""
    # A page that was read as a plain Page knows its own type.
    if isinstance(translation, Page):
        return reverse("translation_state", args=[translation.content_type_id, translation.pk])
    content_type = ContentType.objects.get_for_model(type(translation))
    return reverse("translation_state", args=[content_type.pk, quote(translation.pk)])
