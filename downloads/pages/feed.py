"""New files as an Atom feed, one in each language: what everybody may fetch, with what has changed."""

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Enclosure
from django.utils.html import escape
from django.utils.translation import get_language, gettext

from cms.frame.atom_feed import AtomFeed
from cms.ground.addresses import absolute_url
from cms.ground.freshness import changes_at
from cms.languages.reading.reachable import reachable_pages

from ..files.file_names import file_url
from ..models.publication import Publication, PublicationFile
from ..visibility import EVERYBODY
from .entries import available_since, list_address, next_release, version_label

MOST_ITEMS = 30


class DownloadsFeed(AtomFeed):
    """The newest files of the reader's language. It is empty before the first one, so that one can subscribe early."""

    def get_object(self, request: HttpRequest) -> tuple[str, datetime | None]:
        """Return the address of the list of downloads or else of the home page, and when that one was published."""
        reachable = reachable_pages(request)
        home = reachable.homes.get(reachable.code)
        address = list_address(reachable.code) or (reachable.url(home) if home else "/")
        return address, home.last_published_at if home else None

    def title(self) -> str:
        return gettext("New drafts and versions")

    def link(self, found: tuple[str, datetime | None]) -> str:
        return absolute_url(found[0])

    def feed_extra_kwargs(self, found: tuple[str, datetime | None]) -> dict:
        return {"published_at": found[1]}

    def feed_url(self) -> str:
        return absolute_url(reverse("downloads_feed"))

    def items(self) -> list[PublicationFile]:
        now = timezone.now()
        changes_at(next_release(Publication.objects.announced_to(EVERYBODY), now))
        files = PublicationFile.objects.fetchable_by(EVERYBODY, now).filter(language=get_language())
        newest_first = files.order_by(Greatest(F("uploaded_at"), F("publication__release_at")).desc(), "-pk")
        return list(newest_first.select_related("publication")[:MOST_ITEMS])

    def item_title(self, file: PublicationFile) -> str:
        return title_with_version(file)

    def item_description(self, file: PublicationFile) -> str | None:
        # Feed readers take it as HTML.
        return escape(file.what_changed) or None

    def item_link(self, file: PublicationFile) -> str:
        return absolute_url(file_url(file))

    def item_guid(self, file: PublicationFile) -> str:
        # The file's address without its name, which changes with the title.
        return self.item_link(file).rpartition("/")[0]

    def item_updateddate(self, file: PublicationFile) -> datetime:
        return timezone.localtime(available_since(file, file.publication))

    def item_enclosures(self, file: PublicationFile) -> list[Enclosure]:
        return [Enclosure(self.item_link(file), str(file.size), file.content_type)]


def title_with_version(file: PublicationFile) -> str:
    """Return the file's title with its version, unless the title names that itself."""
    label = version_label(file.publication)
    if label.casefold() in file.title.casefold():
        return file.title
    return gettext("%(title)s (%(version)s)") % {"title": file.title, "version": label}
