"""Drafts on the board of languages: which file is there, which one is older than the German one."""

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils.translation import gettext

from cms.languages.board.sections import Cell, Row, Source, label_of
from cms.languages.core.public_languages import PublicLanguage
from cms.languages.state.translation_state import Status

from ..models.publication import Publication
from ..visibility import may_change_publications


def files_on_the_board(user: AbstractUser, languages: list[PublicLanguage]) -> Source | None:
    """Return a row for each draft that no newer one supersedes."""
    if not may_change_publications(user):
        return None
    newest = Publication.objects.filter(superseded_by__isnull=True).prefetch_related("files")
    return Source(
        "files", gettext("Files"), newest, lambda part: [_row(publication, languages) for publication in part]
    )


def _row(publication: Publication, languages: list[PublicLanguage]) -> Row:
    url = reverse("wagtailsnippets_downloads_publication:edit", args=[publication.pk])
    files = {file.language: file for file in publication.files.all()}
    german = next((file for file in files.values() if file.is_german), None)
    return Row(publication.name, [_cell(files.get(one.code), german, url) for one in languages], url)


def _cell(file, german, url: str) -> Cell:
    if file is None:
        return Cell(Status.MISSING, label_of(Status.MISSING), gettext("Upload"), url)
    if file.is_outdated_beside(german):
        return Cell(Status.OUTDATED, label_of(Status.OUTDATED), gettext("Replace or confirm"), url)
    return Cell(Status.CURRENT, label_of(Status.CURRENT))
