"""What the site answers at its own address, through all that stands before it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import requests
from django.conf import settings

from .checking import first_line
from .stores import probe

SECONDS = 5
# Where private files would lie if somebody let the web server show the whole of VAR_DIR.
WRONG_PLACES = ("/private-files/", "/private/", "/media/", "/media/private/", "/var/private/")


def answers() -> Iterator[str]:
    """From here; whether it does from elsewhere, only somebody there can say."""
    try:
        response = _get(f"/{settings.LANGUAGE_CODE}/")
    except requests.exceptions.SSLError as error:
        yield f"The certificate of {settings.BASE_URL} isn't accepted: {first_line(error)}."
        return
    except requests.RequestException as error:
        yield f"{settings.BASE_URL} doesn't answer ({type(error).__name__}): check the web server and gunicorn."
        return
    if response.status_code == 400:
        yield f"{settings.BASE_URL} answers 400: the proxy passes on another Host than ALLOWED_HOSTS names."
    elif response.status_code >= 500:
        yield f"{settings.BASE_URL} answers {response.status_code}: look into the log of gunicorn."
    elif response.is_redirect and response.headers.get("Location", "").startswith(response.url):
        yield f"{settings.BASE_URL} leads to itself: the proxy doesn't pass on X-Forwarded-Proto."
    elif urlsplit(settings.BASE_URL).scheme == "https" and not response.headers.get("Strict-Transport-Security"):
        yield f"{settings.BASE_URL} answers without Strict-Transport-Security, so browsers try it unencrypted first."


def leads_to_https() -> Iterator[str]:
    """Whoever types the name without https gets there."""
    address = urlsplit(settings.BASE_URL)
    if address.scheme != "https" or address.port:
        return
    try:
        response = requests.get(f"http://{address.hostname}/", timeout=SECONDS, allow_redirects=False)
    except requests.RequestException:
        # Nobody listens there; browsers then try https themselves.
        return
    if not response.headers.get("Location", "").startswith("https://"):
        yield f"http://{address.hostname}/ answers {response.status_code} and doesn't lead to https."


def private_files_stay_private() -> Iterator[str]:
    """They leave by an answer of the site only."""
    places = {*WRONG_PLACES, settings.PRIVATE_FILES_ACCEL} - {""}
    with probe() as (name, content):
        for place in sorted(places):
            try:
                response = _get(f"{place}{name}")
            except requests.RequestException:
                # That it doesn't answer, the check above says.
                return
            if response.status_code == 200 and content in response.content:
                yield f"Everybody can read private files at {settings.BASE_URL}{place}: close it in the web server."


def _get(path: str) -> requests.Response:
    return requests.get(f"{settings.BASE_URL}{path}", timeout=SECONDS, allow_redirects=False)
