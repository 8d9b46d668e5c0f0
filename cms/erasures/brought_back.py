"""Whether the database is older than the journal of erasures: then somebody who was erased may be back in it.

Each line of the journal was a row of the database first, so a last line that the database doesn't know was written
after what the database holds, whichever way it came back.
"""

from django.conf import settings
from django.db import DatabaseError, connection

from .journal import JournalMissing, open_journal
from .models import JournalEntry

SENTENCE = (
    "The database is older than the journal of erasures (ERASURE_JOURNAL), so people who were erased may be back in "
    "it: run manage.py erase_again before the site is started. If the journal is another site's, begin a new one."
)


def brings_people_back() -> bool:
    """Return whether erasures are missing; False where the journal or the database can't be asked: others tell that."""
    journal = open_journal()
    if journal is None:
        return False
    try:
        last = journal.last()
        if last is None:
            return False
        known = JournalEntry.objects.filter(kind=last.kind, public_id=last.public_id)
        return not known.exists()
    except (JournalMissing, DatabaseError):
        return False


def refusal_to_serve() -> str:
    """Return why a server must not start with this database; empty when it may. Leaves no connection open."""
    if not settings.ERASURE_JOURNAL:
        return ""
    try:
        return SENTENCE if brings_people_back() else ""
    finally:
        connection.close()
