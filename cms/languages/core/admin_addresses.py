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


def together_url(german: Any) -> str:
    """Return where editors publish this German page or snippet together with its translations."""
    return _by_kind("publish_all_languages", german)


def state_url(translation: Any) -> str:
    """Return where editors see how this translation stands and what changed in German."""
    return _by_kind("translation_state", translation)


def _by_kind(name: str, instance: Any) -> str:
    # A page that was read as a plain Page knows its own type.
    if isinstance(instance, Page):
        return reverse(name, args=[instance.content_type_id, instance.pk])
    content_type = ContentType.objects.get_for_model(type(instance))
    return reverse(name, args=[content_type.pk, quote(instance.pk)])
