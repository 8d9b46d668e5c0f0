"""What the feeds of the site have in common: an author, ids that never move, and the moment of the last change."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from .frame import frame_in


class HonestAtom(Atom1Feed):
    """A feed that was changed when its newest entry was; an empty one, when what it belongs to was published."""

    def latest_post_date(self) -> datetime:
        changed = [item["updateddate"] or item["pubdate"] for item in self.items]
        known = [moment for moment in (*changed, None if changed else self.feed["published_at"]) if moment]
        return max(known, default=datetime.fromtimestamp(0, UTC))


class AtomFeed(Feed):
    """The city is the author; ``feed_extra_kwargs`` gives ``published_at``, which dates an empty feed."""

    feed_type = HonestAtom

    def author_name(self) -> str:
        frame = frame_in(get_language() or settings.LANGUAGE_CODE)
        return frame.city_name if frame else settings.WAGTAIL_SITE_NAME

    def feed_guid(self) -> str:
        # An id that holds the address of a list would change when the list is moved.
        return self.feed_url()

    def feed_url(self) -> str:
        raise NotImplementedError


def entry_id(translation_key: UUID, language: str) -> str:
    """Return the id of a page in a feed: one for ever, whatever its title, its address and the site's become."""
    return uuid5(translation_key, language).urn
