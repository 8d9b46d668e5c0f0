"""The file behind an address, for whoever asks: ``visibility`` says who may have it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateTimeField
from django.http import HttpRequest

from cms.ground.compiled_queries import Mark, Prepared

from ..models.publication import PublicationFile
from ..visibility import EVERYBODY, may_change_publications

COLUMNS = [field.attname for field in PublicationFile._meta.concrete_fields]
# On the day of a release everybody comes at once.
OF_EVERYBODY = Prepared(
    lambda: (
        PublicationFile.objects.fetchable_by(EVERYBODY, Mark("now", DateTimeField()))
        .filter(public_id=Mark("public_id"))
        .order_by()
        .values_list("publication__release_at", *COLUMNS)
    )
)


@dataclass(frozen=True)
class Fetchable:
    """A file that this visitor may fetch now; ``came_at`` is when it came to its readers.

    ``is_draft_of_theirs``: the visitor is one of the staff who look after it before others see it.
    """

    file: PublicationFile
    came_at: datetime
    is_for_everybody: bool
    is_draft_of_theirs: bool = False


def fetchable(request: HttpRequest, public_id: str, now: datetime) -> Fetchable | None:
    """Return the file that the visitor may fetch now under this id, or None."""
    # Everybody first: a public file needs no session. The session is asked for in every other case, also for files
    # that don't exist, so that all refusals have the same headers.
    for release_at, *values in OF_EVERYBODY.rows(public_id=public_id, now=_for_the_database(now)):
        file = PublicationFile.from_db(DEFAULT_DB_ALIAS, COLUMNS, values)
        return Fetchable(file, max(file.uploaded_at, release_at), is_for_everybody=True)
    files = PublicationFile.objects.fetchable_by(request.user, now).select_related("publication")
    file = files.filter(public_id=public_id).first()
    if file is None:
        return None
    # Whoever sees a file before its release has it from its upload.
    came_at = max(file.uploaded_at, min(file.publication.release_at or file.uploaded_at, now))
    return Fetchable(file, came_at, False, is_draft_of_theirs=may_change_publications(request.user))


def _for_the_database(moment: datetime) -> str:
    return connection.ops.adapt_datetimefield_value(moment)
