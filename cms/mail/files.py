"""Development's mailbox: each mail a file of its own."""

import uuid
from pathlib import Path

from django.core.mail.backends import filebased
from django.utils import timezone


class EmailBackend(filebased.EmailBackend):
    """Gives each file a name of its own.

    Django's consists of the second and a place in memory, which comes again, so that mails end up in one file.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._fname = str(Path(self.file_path) / f"{timezone.localtime():%Y%m%d-%H%M%S}-{uuid.uuid4().hex}.log")
