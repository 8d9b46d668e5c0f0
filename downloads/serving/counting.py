"""Counts downloads by file, language and day, and keeps nothing about who fetched.

What counts is a person who gets a file from its beginning. Not counted are: a look at the headers; an answer without
content; a part that begins later, or that is only a probe of the first bytes; what a browser fetches on suspicion; and
machines. A machine is who says so, and who says nothing at all: nobody is recognised by anything else. curl and other
tools of the command line are machines here, because scripts that look after links use them day by day.
"""

import logging
import re
from datetime import datetime

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from cms.ground.byte_range import ByteRange

from ..models.count import DownloadCount
from ..models.publication import PublicationFile

logger = logging.getLogger(__name__)

# Robots name an address where they explain themselves, browsers don't. "Cubot" is a telephone.
MACHINES = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archiv|preview|externalhit|whatsapp|feed|fetch|monitor|check|scan|headless"
    r"|https?:|http-|curl|wget|python|java/|okhttp|perl|ruby|php/|libwww",
    re.IGNORECASE,
)
HEADERS_OF_A_SUSPICION = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
SUSPICIONS = ("prefetch", "preview", "prerender")
MOST_BYTES_OF_A_PROBE = 1024


def counts(request: HttpRequest, part: ByteRange | None) -> bool:
    """Whether this is a person who gets a file, or this part of it, from the beginning."""
    return (
        request.method == "GET"
        and _is_a_beginning(part)
        and not _is_a_machine(request.headers.get("User-Agent", ""))
        and not _is_a_suspicion(request)
    )


def count(file: PublicationFile, now: datetime) -> None:
    """Add one to the file's number of this local day. A database that can't write costs the number, nothing else."""
    key = {"publication_id": file.publication_id, "language": file.language, "day": timezone.localdate(now)}
    try:
        if not _add_one(key):
            _begin_with_one(key)
    except DatabaseError:
        logger.warning("A download of publication file %s was not counted.", file.pk, exc_info=True)


def _add_one(key: dict) -> int:
    return DownloadCount.objects.filter(**key).update(number=F("number") + 1)


def _begin_with_one(key: dict) -> None:
    try:
        with transaction.atomic():
            DownloadCount.objects.create(**key, number=1)
    except IntegrityError:
        # Somebody else was the first of the day, between the two statements.
        _add_one(key)


def _is_a_beginning(part: ByteRange | None) -> bool:
    if part is None or part.length == part.size:
        return True
    return part.first == 0 and part.length > MOST_BYTES_OF_A_PROBE


def _is_a_machine(user_agent: str) -> bool:
    return not user_agent.strip() or MACHINES.search(user_agent) is not None


def _is_a_suspicion(request: HttpRequest) -> bool:
    told = " ".join(request.headers.get(name, "") for name in HEADERS_OF_A_SUSPICION).lower()
    return any(word in told for word in SUSPICIONS)
