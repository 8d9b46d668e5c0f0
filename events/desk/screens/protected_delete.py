"""Wagtail deletes a snippet without asking whether the database allows it, and ends in an error page."""

from django.db import router
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages


def keep_what_is_needed(request: HttpRequest, instances: list[Model]) -> HttpResponse | None:
    """Say so, and delete nothing, when other entries need one of these snippets (hook ``before_delete_snippet``)."""
    snippets = list(instances)
    if not snippets:
        return None
    model = type(snippets[0])
    try:
        Collector(using=router.db_for_write(model)).collect(snippets)
    except ProtectedError:
        text = gettext("Nothing was deleted, because something else still needs it: a page, a sign-up or an event.")
        messages.error(request, text)
        return redirect(model.snippet_viewset.get_url_name("list"))
    return None
