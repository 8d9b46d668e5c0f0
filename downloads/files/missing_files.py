"""Whether the files of publications are where their rows say."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.ground.missing_files import missing_files

from ..models.publication import PublicationFile


def broken_invariants() -> Iterator[str]:
    """Yield a sentence for each file that is missing in the storage, at most twenty."""
    for file in missing_files(PublicationFile.objects.select_related("publication")):
        yield _("A file of the publication %(name)s is not in the storage: %(file)s.") % {
            "name": file.publication,
            "file": file.file.name,
        }
