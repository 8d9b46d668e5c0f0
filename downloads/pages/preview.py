"""Shows editors a publication as readers will find it in the list of downloads, approved or not."""

from copy import copy
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from ..models.publication import Publication
from .entries import entry_of_draft

BEFORE = "before"


def show_publication(request: HttpRequest, draft: Publication, mode: str) -> HttpResponse:
    """Return the entry in the language of ``mode``: from the release on, or as it stands there before."""
    language, _dash, moment = mode.partition("/")
    now = timezone.now()
    shown = _as_approved(draft, now)
    at = now if moment == BEFORE else max(now, shown.release_at)
    with translation.override(language):
        entry = entry_of_draft(shown, [file for file in draft.files.all() if file.file], language, at)
        return render(request, "downloads/preview.html", {"entry": entry, "publication": draft})


def _as_approved(draft: Publication, now: datetime) -> Publication:
    shown = copy(draft)
    shown.live = True
    shown.release_at = draft.release_at or now
    return shown
