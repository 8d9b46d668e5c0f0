"""Deleting takes a publication from its readers, so it asks for the same right as releasing it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages

from ..models.publication import Publication

PUBLISH = "downloads.publish_publication"


def refuse_to_delete_what_is_public(request: HttpRequest, instances: list) -> HttpResponse | None:
    """Lead back with a sentence who may not release (hook ``before_delete_snippet``)."""
    public = [one for one in instances if isinstance(one, Publication) and one.live]
    if not public or request.user.has_perm(PUBLISH):
        return None
    messages.error(
        request,
        gettext("'%(name)s' is approved. Only those who may publish can delete it.") % {"name": public[0].name},
    )
    return redirect("wagtailsnippets_downloads_publication:list")
