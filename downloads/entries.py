"""Publications as a page shows them: to everybody alike, in the page's language, any other language marked as such."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cms.languages.public import describe

from .enums import Stage
from .file_names import extension, file_url
from .models import Publication, PublicationFile
from .visibility import EVERYBODY, is_announced_to_everybody, is_released

DRAFTS = {1: _("1st draft"), 2: _("2nd draft"), 3: _("3rd draft"), 4: _("4th draft"), 5: _("5th draft")}


@dataclass(frozen=True)
class FileEntry:
    """One file to fetch. ``pages`` and ``is_tagged`` are None where the format doesn't tell."""

    url: str
    title: str
    language_code: str
    language_name: str
    type_label: str
    size: int
    pages: int | None
    is_tagged: bool | None
    date: date
    what_changed: str


@dataclass(frozen=True)
class PublicationEntry:
    """One publication. ``lang`` is the title's language where it isn't the page's, else empty.

    ``file`` is the one in the page's language, ``others`` are those in other languages; both stay empty until the
    release, so that no address is known before it.
    """

    title: str
    lang: str
    version_label: str
    is_released: bool
    release_at: datetime | None
    is_superseded: bool
    file: FileEntry | None = None
    others: list[FileEntry] = field(default_factory=list)


def publication_entries(
    publications: Iterable[Publication | None], language: str | None = None
) -> list[PublicationEntry]:
    """Return what a public page may show of these publications, in their order, for readers of ``language``.

    Left out are those that not everybody may know of, and those without any file: they have no title for readers.
    Two queries, however many there are.
    """
    return list(entries_by_publication(publications, language).values())


def entries_by_publication(
    publications: Iterable[Publication | None], language: str | None = None
) -> dict[int, PublicationEntry]:
    """Return the same by the publications' ids, for a page that shows them in several places."""
    language = language or get_language() or settings.LANGUAGE_CODE
    now = timezone.now()
    announced = [one for one in publications if one is not None and is_announced_to_everybody(one)]
    files = _files_of(announced)
    newer = Publication.objects.fetchable_by(EVERYBODY, now).filter(supersedes__in=announced)
    superseded = set(newer.values_list("supersedes", flat=True))
    return {
        one.pk: _entry(one, files[one.pk], language, now, one.pk in superseded) for one in announced if files[one.pk]
    }


def current_entries(language: str | None = None) -> list[PublicationEntry]:
    """Return the newest version of everything that everybody may know of, the newest first."""
    publications = Publication.objects.announced_to(EVERYBODY).order_by("-release_at", "-version")
    return [entry for entry in publication_entries(publications, language) if not entry.is_superseded]


def version_label(publication: Publication) -> str:
    """Return what readers call this version, such as "2nd draft"."""
    if publication.stage == Stage.FINAL:
        return gettext("Final version")
    if publication.version in DRAFTS:
        return str(DRAFTS[publication.version])
    return gettext("draft %(number)d") % {"number": publication.version}


def _files_of(publications: list[Publication]) -> dict[int, list[PublicationFile]]:
    files: dict[int, list[PublicationFile]] = defaultdict(list)
    for file in PublicationFile.objects.filter(publication__in=publications):
        files[file.publication_id].append(file)
    return files


def _entry(
    publication: Publication, files: list[PublicationFile], language: str, now: datetime, is_superseded: bool
) -> PublicationEntry:
    by_language = {file.language: file for file in files}
    own = by_language.get(language)
    titled = own or by_language.get(settings.LANGUAGE_CODE) or files[0]
    released = is_released(publication, now)
    return PublicationEntry(
        title=titled.title,
        lang="" if titled.language == language else titled.language,
        version_label=version_label(publication),
        is_released=released,
        release_at=publication.release_at,
        is_superseded=is_superseded,
        file=_file_entry(own, publication) if own and released else None,
        others=[_file_entry(file, publication) for file in files if file is not own] if released else [],
    )


def _file_entry(file: PublicationFile, publication: Publication) -> FileEntry:
    # A file that was uploaded early came to its readers with the release; one that was replaced later, later.
    available_since = max(file.uploaded_at, publication.release_at or file.uploaded_at)
    return FileEntry(
        url=file_url(file),
        title=file.title,
        language_code=file.language,
        language_name=describe(file.language).name,
        type_label=extension(file).lstrip(".").upper(),
        size=file.size,
        pages=file.pages,
        is_tagged=file.is_tagged,
        date=timezone.localdate(available_since),
        what_changed=file.what_changed,
    )
