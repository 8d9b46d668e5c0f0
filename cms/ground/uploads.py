"""Takes in uploaded files without filling the disk, whoever sends them."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps no more of a file than may be uploaded, but goes on counting: the form then says how large it was.

    Also the log-in reads what anybody posts. Forms check the size before anything else, so none works on half a file.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= settings.DOWNLOADS_MAX_BYTES:
            super().receive_data_chunk(raw_data, start)
