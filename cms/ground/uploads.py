"""Takes in uploaded files without filling the disk, whoever sends them."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.functional import cached_property


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps no more of a file than may be uploaded, but goes on counting: the form then says how large it was.

    Also the log-in reads what anybody posts. Forms check the size before anything else, so none works on half a file.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= settings.DOWNLOADS_MAX_BYTES or (start <= settings.VIDEOS_MAX_BYTES and self._may_send_videos):
            super().receive_data_chunk(raw_data, start)

    @cached_property
    def _may_send_videos(self) -> bool:
        user = getattr(self.request, "user", None)
        return user is not None and user.has_perm("cms.add_video")
