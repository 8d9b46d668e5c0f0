"""Whether the web server really sends the files that the app lets it send."""

from collections.abc import Iterator

import requests
from django.conf import settings
from django.utils import timezone

from ..files.file_names import file_url
from ..models.publication import PublicationFile
from ..visibility import EVERYBODY

SECONDS = 5


def a_file_arrives() -> Iterator[str]:
    """Ask for a file that everybody may fetch, at the address of the site; yield what is wrong with it."""
    found = PublicationFile.objects.fetchable_by(EVERYBODY, timezone.now()).order_by("size").first()
    if found is None or not found.size:
        return
    try:
        # HEAD, so that nobody counts it.
        response = requests.head(f"{settings.BASE_URL}{file_url(found)}", timeout=SECONDS, allow_redirects=True)
    except requests.RequestException as error:
        yield f"A file to download doesn't arrive ({type(error).__name__})."
        return
    if "X-Accel-Redirect" in response.headers:
        yield "PRIVATE_FILES_ACCEL is set, but no nginx stands before the site: files arrive empty."
    elif response.status_code != 200 or response.headers.get("Content-Length") != str(found.size):
        yield (
            f"A file of {found.size} bytes answers {response.status_code} with "
            f"{response.headers.get('Content-Length', 'no')} bytes: check PRIVATE_FILES_ACCEL and the rights of nginx."
        )
