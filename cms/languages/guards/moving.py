"""A German page takes its translations along when it is moved; a translation is not moved alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from ..core.shared_fields import keep_position, source_of


def move_translations(sender, instance: Page, **kwargs) -> None:
    """Follow a German page, and put a translation that was moved alone back beside it.

    Moves come from the editor, from several pages ticked in a list, from the list's order and from code.
    """
    page = instance.specific
    keep_position(source_of(page) or page)


def refuse_to_move_a_translation(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Say that the German page is to be moved instead."""
    if source_of(page.specific) is None:
        return None
    messages.warning(request, _("Move the German page: its translations follow."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
