"""Addresses that can name nothing: Wagtail's views take their parts as they come, and fail over some."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import ResolverMatch
from wagtail.models import Page

# No key of a row is greater, in any database.
GREATEST_KEY = 2**63 - 1
# How the routes call the type of a page: app label and model.
TYPE_OF_PAGE = ("content_type_app_name", "content_type_model_name")
CHOOSE_PARENT = "wagtailadmin_pages:choose_parent"
# What is done to a page as a child of another; the root is none. The name under which each calls its page.
OF_A_CHILD = {
    "wagtailadmin_pages:set_page_position": "page_to_move_id",
    "wagtailadmin_pages:move_confirm": "page_to_move_id",
    "wagtailadmin_pages:lock": "page_id",
    "wagtailadmin_pages:unlock": "page_id",
}
# Wagtail gives each chooser of snippets an address for making one, and ours have no form for that.
CHOOSERS_OF_SNIPPETS, CREATE = "wagtailsnippetchoosers_", ":create"
EXTERNAL_LINK, LINK_FIELD = "wagtailadmin_choose_page_external_link", "external-link-chooser-url"
# Every model that a chooser or a list of the admin shows has numbers for keys, also where a route takes any text.
KEYS = ("pk", "object_id")
NUMBERS_IN_QUERY = ("target_pages[]", "p")


def can_name_something(match: ResolverMatch) -> bool:
    """Tell whether the parts of an address could belong to something; whether it exists is the view's to say."""
    parts = [*match.args, *match.kwargs.values()]
    if any(_is_too_much(part) for part in parts) or not all(is_key(match.kwargs.get(name, 1)) for name in KEYS):
        return False
    if match.view_name in OF_A_CHILD and _is_root(match.kwargs.get(OF_A_CHILD[match.view_name], 0)):
        return False
    names = ("app_label", "model_name") if match.view_name == CHOOSE_PARENT else TYPE_OF_PAGE
    if names[0] not in match.kwargs:
        return True
    return _is_type_of_page(*(match.kwargs[name] for name in names), match.kwargs)


def asks_for_something(request: HttpRequest, match: ResolverMatch) -> bool:
    """Tell the same of what stands behind the address, and of a form without its only field."""
    if match.view_name == EXTERNAL_LINK and request.method == "POST" and LINK_FIELD not in request.POST:
        return False
    creates = match.view_name.startswith(CHOOSERS_OF_SNIPPETS) and match.view_name.endswith(CREATE)
    if creates and request.method == "POST":
        return False
    return all(is_key(value) or not value for name in NUMBERS_IN_QUERY for value in request.GET.getlist(name))


def is_key(value: Any) -> bool:
    return str(value).isascii() and str(value).isdecimal() and not _is_too_much(value)


def _is_too_much(part: Any) -> bool:
    text = str(part)
    return "\0" in text or (text.isdecimal() and int(text[:40]) > GREATEST_KEY)


def _is_type_of_page(app_label: str, model_name: str, kwargs: Mapping[str, Any]) -> bool:
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return False
    if not issubclass(model, Page):
        return False
    if "parent_page_id" not in kwargs:
        return True
    parent = Page.objects.filter(pk=kwargs["parent_page_id"]).first()
    return parent is None or model in (parent.specific_class or Page).creatable_subpage_models()


def _is_root(key: int) -> bool:
    return Page.objects.filter(pk=key, depth=1).exists()
