"""What taking down or deleting the page of an event does to those who signed up there."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import ngettext

from cms.consequences.consequence import Consequence
from cms.languages.shared_fields import is_source

from ..models.page import EventPage
from ..models.signup import Signup


def of_hiding(page: EventPage) -> Iterator[Consequence]:
    """Yield how many people lose the page; the German one takes those in other languages with it."""
    if not page.live or timezone.now() >= page.event.ends_at:
        return
    people = Signup.objects.active().filter(event_id=page.event_id)
    if not is_source(page):
        people = people.filter(language=page.locale.language_code)
    number = people.count()
    if number:
        text = ngettext(
            "%(number)d person has signed up at this event and no longer finds its page. Nobody is told.",
            "%(number)d people have signed up at this event and no longer find its page. Nobody is told.",
            number,
        )
        yield Consequence("page_hidden", number, text % {"number": number})
