"""Publications as a page shows them: to everybody alike, in the page's language, any other language marked as such."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.ground.freshness import changes_at
from cms.languages.core.public_languages import describe

from ..files.draft_files import draft_file_url, is_stored_so
from ..files.file_names import extension, file_url
from ..models.enums import Stage
from ..models.publication import Publication, PublicationFile
from ..visibility import EVERYBODY, PublicationQuerySet, is_announced_to_everybody, is_released
from .versions import Versions, read_versions

DRAFTS = {1: _("1st draft"), 2: _("2nd draft"), 3: _("3rd draft"), 4: _("4th draft"), 5: _("5th draft")}


@dataclass(frozen=True)
class FileEntry:
    """One file to fetch. ``pages`` and ``is_tagged`` are None where the format doesn't tell.

    ``date`` is the day on which readers got it. ``newer_german`` is the German file where that one has been replaced
    since, else None.
    """

    url: str
    title: str
    language_code: str
    language_name: str
    type_label: str
    size: int
    pages: int | None
    is_tagged: bool | None
    uploaded_on: date
    date: date
    what_changed: str
    newer_german: "FileEntry | None" = None


@dataclass(frozen=True)
class PublicationEntry:
    """One publication. ``lang`` is the title's language where it isn't the page's, else empty.

    ``file`` is the one in the page's language, ``others`` are those in other languages; both stay empty until the
    release, so that no address is known before it. ``earlier`` are the versions before a released one, the newest
    first; ``newest`` is the last of those that came after it.
    """

    public_id: str
    title: str
    lang: str
    version_label: str
    is_released: bool
    release_at: datetime | None
    file: FileEntry | None = None
    others: list[FileEntry] = field(default_factory=list)
    is_superseded: bool = False
    earlier: list["PublicationEntry"] = field(default_factory=list)
    newest: "PublicationEntry | None" = None
    newest_url: str = ""


def publication_entries(
    publications: Iterable[Publication | None],
    language: str | None = None,
    user: AbstractUser | AnonymousUser = EVERYBODY,
) -> list[PublicationEntry]:
    """Return what a page may show of these publications, in their order, for readers of ``language``.

    Left out are those that the user (on public pages: everybody) may not know of, and those without any file: they
    have no title for readers. The number of queries is the same, however many there are.
    """
    return list(entries_by_publication(publications, language, user).values())


def entries_by_publication(
    publications: Iterable[Publication | None],
    language: str | None = None,
    user: AbstractUser | AnonymousUser = EVERYBODY,
) -> dict[int, PublicationEntry]:
    """Return the same by the publications' ids, for a page that shows them in several places."""
    now = timezone.now()
    announced = _announced(publications, user)
    versions = read_versions(announced, user)
    changes_at(versions.next_release(announced, now))
    shelf = _Shelf(language or get_language() or settings.LANGUAGE_CODE, now, versions)
    shelf.read_files([*announced, *versions.known.values()])
    return {one.pk: shelf.entry_among_versions(one) for one in announced if shelf.files[one.pk]}


def entry_of_draft(
    draft: Publication, files: list[PublicationFile], language: str, at: datetime
) -> PublicationEntry | None:
    """Return what readers of ``language`` will find at a moment, were the draft approved as it is; None without files.

    The addresses are those at which editors find what waits for approval.
    """
    if not files:
        return None
    versions = read_versions([one for one in (draft, draft.supersedes) if one], EVERYBODY)
    if draft.supersedes_id:
        versions = replace(versions, before={**versions.before, draft.pk: draft.supersedes_id})
    shelf = _Shelf(language, at, versions, _address_for_editors)
    shelf.read_files(list(versions.known.values()))
    shelf.files[draft.pk] = files
    return shelf.entry_among_versions(draft)


def current_publications() -> PublicationQuerySet:
    """Return what everybody may know of, the newest first, without what its next version has superseded."""
    with_file = PublicationFile.objects.filter(publication=OuterRef("pk"))
    newer = Publication.objects.announced_to(EVERYBODY).released(timezone.now()).filter(Exists(with_file))
    known = Publication.objects.announced_to(EVERYBODY).filter(Exists(with_file))
    return known.exclude(Exists(newer.filter(supersedes=OuterRef("pk")))).order_by("-release_at", "-version", "pk")


def current_entries(publications: Iterable[Publication], language: str | None = None) -> list[PublicationEntry]:
    """Return what a list shows of these; also a later version than the next one may have superseded one of them."""
    return [entry for entry in publication_entries(publications, language) if not entry.is_superseded]


def next_release(publications: Iterable[Publication], now: datetime) -> datetime | None:
    """Return the next moment at which what everybody sees of these publications changes by itself."""
    announced = _announced(publications, EVERYBODY)
    return read_versions(announced, EVERYBODY).next_release(announced, now)


def version_label(publication: Publication) -> str:
    """Return what readers call this version, such as "2nd draft"."""
    if publication.stage == Stage.FINAL:
        return gettext("Final version")
    if publication.version in DRAFTS:
        return str(DRAFTS[publication.version])
    return gettext("draft %(number)d") % {"number": publication.version}


def available_since(file: PublicationFile, publication: Publication) -> datetime:
    """Return when readers got this file: one that was uploaded early with the release, one replaced later then."""
    return max(file.uploaded_at, publication.release_at or file.uploaded_at)


def list_address(language: str) -> str:
    """Return the address of the list of downloads in a language, or nothing where readers find none."""
    lists = Page.objects.filter(publicationindexpage__isnull=False)
    pages = lists.live().public().filter(locale__language_code=language)
    page = pages.select_related("locale").first()
    return (page.url or "") if page else ""


def _announced(publications: Iterable[Publication | None], user: AbstractUser | AnonymousUser) -> list[Publication]:
    chosen = [one for one in publications if one is not None]
    if user is EVERYBODY:
        return [one for one in chosen if is_announced_to_everybody(one)]
    known = Publication.objects.announced_to(user).filter(pk__in=[one.pk for one in chosen])
    may_be_named = set(known.values_list("pk", flat=True))
    return [one for one in chosen if one.pk in may_be_named]


class _Shelf:
    """What is read once to write the entries of one page: versions, files, the address of the list."""

    def __init__(
        self,
        language: str,
        now: datetime,
        versions: Versions,
        address: Callable[[PublicationFile], str] = file_url,
    ) -> None:
        self.language = language
        self.address = address
        self.now = now
        self.versions = versions
        self.files: dict[int, list[PublicationFile]] = defaultdict(list)
        self._list_address: str | None = None

    def read_files(self, publications: list[Publication]) -> None:
        for file in PublicationFile.objects.filter(publication__in={one.pk for one in publications}):
            self.files[file.publication_id].append(file)

    def entry_among_versions(self, publication: Publication) -> PublicationEntry:
        """Return the entry with what was before and after; a version without any file is passed over."""
        newer = [one for one in self.versions.newer(publication, self.now) if self.files[one.pk]]
        if newer:
            newest = self._entry(newer[-1])
            url = newest.file.url if newest.file else self._place_in_list(newest)
            return self._entry(publication, is_superseded=True, newest=newest, newest_url=url)
        earlier = self.versions.earlier(publication, self.now) if is_released(publication, self.now) else []
        before = [self._entry(one, is_superseded=True) for one in earlier if self.files[one.pk]]
        return self._entry(publication, earlier=before)

    def _place_in_list(self, entry: PublicationEntry) -> str:
        if self._list_address is None:
            self._list_address = list_address(self.language)
        return f"{self._list_address}#{entry.public_id}" if self._list_address else ""

    def _entry(self, publication: Publication, **versions) -> PublicationEntry:
        files = self.files[publication.pk]
        by_language = {file.language: file for file in files}
        own, german = by_language.get(self.language), by_language.get(settings.LANGUAGE_CODE)
        titled = own or german or files[0]
        released = is_released(publication, self.now)
        entries = {id(file): _file_entry(file, publication, self.address, german) for file in files if released}
        return PublicationEntry(
            public_id=publication.public_id,
            title=titled.title,
            lang="" if titled.language == self.language else titled.language,
            version_label=version_label(publication),
            is_released=released,
            release_at=publication.release_at,
            file=entries.get(id(own)),
            others=[entry for number, entry in entries.items() if number != id(own)],
            **versions,
        )


def _address_for_editors(file: PublicationFile) -> str:
    return file_url(file) if is_stored_so(file) else draft_file_url(file)


def _file_entry(
    file: PublicationFile,
    publication: Publication,
    address: Callable[[PublicationFile], str],
    german: PublicationFile | None = None,
) -> FileEntry:
    is_outdated = file.is_outdated_beside(german)
    return FileEntry(
        url=address(file),
        title=file.title,
        language_code=file.language,
        language_name=describe(file.language).name,
        type_label=extension(file).lstrip(".").upper(),
        size=file.size,
        pages=file.pages,
        is_tagged=file.is_tagged,
        uploaded_on=timezone.localdate(file.uploaded_at),
        date=timezone.localdate(available_since(file, publication)),
        what_changed=file.what_changed,
        newer_german=_file_entry(german, publication, address) if is_outdated and german else None,
    )
