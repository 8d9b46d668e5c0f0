"""Files that wait for approval: named by a revision, and which files any row or revision names."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Revision

from ..models.publication import Publication, PublicationFile


def is_stored_so(file: PublicationFile) -> bool:
    """Whether the row of this file names the same content: then the ordinary address leads to it."""
    return type(file).objects.filter(public_id=file.public_id, file=file.file.name).exists()


def draft_file_url(file: PublicationFile) -> str:
    """Return the address in the admin of a file that only the latest revision of its publication names."""
    revision = file.publication.latest_revision_id
    return reverse("downloads_draft_file", args=[revision, file.public_id]) if revision else ""


def files_in_use() -> set[str]:
    """Return the stored names that any row or any revision names, whoever may fetch them: none of these may be removed.

    Also those of revisions from long ago: whoever goes back to one finds its files.
    """
    named = set(PublicationFile.objects.values_list("file", flat=True))
    revisions = Revision.objects.filter(base_content_type=ContentType.objects.get_for_model(Publication))
    for files in revisions.values_list("content__files", flat=True).iterator():
        named |= _named_by(files)
    return named - {""}


def _named_by(files: Iterable[dict] | None) -> set[str]:
    return {str(file.get("file") or "") for file in files or ()}
