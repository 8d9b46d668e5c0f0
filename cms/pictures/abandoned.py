"""Uploads that nobody finished: pictures that wait, in Wagtail's form for many, for what their form still asked."""

from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import UploadedFile

# Wagtail keeps no moment; the file's own says when it came.
KEPT = timedelta(days=1)
# At night nobody is in the middle of it.
AT_HOUR = 3


def clear_abandoned(now: datetime) -> int:
    """Remove what has waited for longer than a day, row and file; runs at night. Return how many."""
    if timezone.localtime(now).hour != AT_HOUR:
        return 0
    abandoned = [upload for upload in UploadedFile.objects.all() if _came_before(upload, now - KEPT)]
    for upload in abandoned:
        # A file without a row would be found by nobody, so the row goes last.
        upload.file.storage.delete(upload.file.name)
        upload.delete()
    return len(abandoned)


def _came_before(upload: UploadedFile, moment: datetime) -> bool:
    try:
        return upload.file.storage.get_modified_time(upload.file.name) < moment
    except FileNotFoundError:
        return True
