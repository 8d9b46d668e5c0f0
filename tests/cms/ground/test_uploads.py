"""Of a file that is too large no more is kept than may be uploaded, and its size is still known."""

from django.core.files.uploadedfile import SimpleUploadedFile


def size_kept(rf, settings, size: int) -> tuple[int, int]:
    """Return how large a file of ``size`` bytes is said to be, and how many bytes of it stand on the disk."""
    settings.FILE_UPLOAD_HANDLERS = ["cms.ground.uploads.BoundedUploadHandler"]
    request = rf.post("/", {"file": SimpleUploadedFile("plan.pdf", b"x" * size)})
    with request.FILES["file"] as file:
        return file.size, len(file.read())


def test_a_file_that_may_be_uploaded_is_kept_whole(rf, settings):  # X6
    settings.DOWNLOADS_MAX_BYTES = 200_000
    assert size_kept(rf, settings, 150_000) == (150_000, 150_000)


def test_of_a_larger_one_the_beginning_is_kept_and_all_is_counted(rf, settings):  # X6
    settings.DOWNLOADS_MAX_BYTES = 200_000
    said, kept = size_kept(rf, settings, 1_000_000)
    # The last piece that is kept begins within the limit, and none is longer than 64 KiB.
    assert (said, 200_000 < kept <= 200_000 + 65_536) == (1_000_000, True)
