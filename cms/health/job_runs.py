"""Writes down what the worker did, so that others see when nobody does it any more."""

import logging
import time
from datetime import datetime

from django.db import DatabaseError
from django.utils import timezone

from .models import JobRun

logger = logging.getLogger(__name__)

# The worker goes round every five seconds; one note for each job in this time is enough, and spares the database.
SECONDS_BETWEEN_NOTES = 30.0


class JobNotes:
    """What one worker process did since it last wrote it down."""

    def __init__(self) -> None:
        self._done: dict[str, datetime] = {}
        self._failed: dict[str, tuple[datetime, str]] = {}
        self._written_at = 0.0

    def done(self, job: str) -> None:
        """Note that a job ended well."""
        self._done[job] = timezone.now()
        self._write_when_due()

    def failed(self, job: str, error: Exception) -> None:
        """Note that a job failed; of the error only its kind, for its words may repeat what a row contains."""
        self._failed[job] = (timezone.now(), type(error).__name__)
        self._write_when_due()

    def write(self) -> None:
        """Write everything down; what can't be written now is written with the next note."""
        rows = [JobRun(job=job, done_at=at) for job, at in self._done.items()]
        failed = [JobRun(job=job, failed_at=at, error=error) for job, (at, error) in self._failed.items()]
        try:
            _put(rows, ["done_at"])
            _put(failed, ["failed_at", "error"])
        except DatabaseError:
            logger.warning("What the worker did could not be noted.", exc_info=True)
            return
        self._done, self._failed, self._written_at = {}, {}, time.monotonic()

    def _write_when_due(self) -> None:
        if not self._written_at or time.monotonic() - self._written_at >= SECONDS_BETWEEN_NOTES:
            self.write()


def _put(rows: list[JobRun], columns: list[str]) -> None:
    if rows:
        # In one order for all workers, so that two of them never wait for each other.
        rows.sort(key=lambda row: row.job)
        JobRun.objects.bulk_create(rows, update_conflicts=True, unique_fields=["job"], update_fields=columns)
