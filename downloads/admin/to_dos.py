"""Drafts that are about to be released, for those who keep them."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from cms.languages.core.public_languages import public_languages
from cms.to_dos.registry import MOST, ToDo, Urgency

from ..files.release_summary import missing_languages
from ..models.publication import Publication
from ..visibility import may_change_publications

SOON = timedelta(days=7)


def releases(user: AbstractBaseUser) -> Iterator[ToDo]:
    """Yield what readers get in the next days, and what is missing in it."""
    if not may_change_publications(user):
        return
    now = timezone.now()
    soon = Publication.objects.filter(release_at__gt=now, release_at__lte=now + SOON)
    languages = public_languages()
    for publication in soon.prefetch_related("files").order_by("release_at", "pk")[:MOST]:
        words = {
            "name": publication.name,
            "moment": date_format(timezone.localtime(publication.release_at), "SHORT_DATETIME_FORMAT"),
            "languages": missing_languages(list(publication.files.all()), languages),
        }
        text = gettext("Released on %(moment)s: “%(name)s”")
        if not publication.live:
            text = gettext("To be released on %(moment)s, but not approved yet: “%(name)s”")
        elif words["languages"]:
            text = gettext("Released on %(moment)s: “%(name)s”. Missing: %(languages)s")
        url = reverse("wagtailsnippets_downloads_publication:edit", args=[publication.pk])
        yield ToDo(text % words, url, Urgency.SOON, "download")
