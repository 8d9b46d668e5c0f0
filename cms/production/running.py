"""Whether what runs beside the pages does its work: the worker, its jobs, the outbox, the room on the disk."""

from collections.abc import Iterator

from django.utils import timezone

from ..health.troubles import troubles


def without_trouble() -> Iterator[str]:
    """Say what staff and the one on call are told as well."""
    for trouble in troubles(timezone.now()):
        yield str(trouble.sentence)
