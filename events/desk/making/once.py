"""A form that carries the id of the event that it makes: sent twice, by two clicks or by going back, it makes one."""

from django.conf import settings
from django.core import signing

from cms.languages.core.admin_addresses import edit_url

from ...models.event import Event, new_public_id

FIELD, SALT = "once", "events.new_event"


def new_mark() -> str:
    """Return what the form sends along in ``FIELD``."""
    return signing.dumps(new_public_id(), salt=SALT)


def public_id_of(mark: str) -> str:
    """Return the id for the event; a new one where the mark is none of ours."""
    try:
        return signing.loads(mark, salt=SALT)
    except signing.BadSignature:
        return new_public_id()


def made_before(public_id: str) -> str:
    """Return where the German page of the event is edited, or else its facts; empty while there is no event."""
    event = Event.objects.filter(public_id=public_id).first()
    if event is None:
        return ""
    page = event.pages.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    return edit_url(page or event)
