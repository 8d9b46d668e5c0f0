"""What a web server before the site may do wrong."""

import pytest

from cms.production import web
from cms.production.web import answers, leads_to_https, private_files_stay_private
from tests.answering import answering
from tests.cms.production.test_stores import private  # noqa: F401 - a fixture


@pytest.mark.parametrize(
    ("status", "headers", "sentence"),
    [
        (200, {}, None),
        (404, {}, None),
        (400, {}, "{url} answers 400: the proxy passes on another Host than ALLOWED_HOSTS names."),
        (502, {}, "{url} answers 502: look into the log of gunicorn."),
        (301, {"Location": "{url}/de/"}, "{url} leads to itself: the proxy doesn't pass on X-Forwarded-Proto."),
    ],
)
def test_what_the_site_answers_is_told(settings, status, headers, sentence):  # O6
    with answering(lambda path: (status, {name: value.format(url=url) for name, value in headers.items()}, b"")) as url:
        settings.BASE_URL = url
        assert list(answers()) == ([sentence.format(url=url)] if sentence else [])


def test_a_site_that_does_not_answer_is_told(settings):  # O6
    settings.BASE_URL = "http://127.0.0.1:1"
    assert list(answers()) == [
        "http://127.0.0.1:1 doesn't answer (ConnectionError): check the web server and gunicorn."
    ]


def test_a_server_without_a_certificate_is_told(settings):  # O6
    with answering(lambda path: (200, {}, b"")) as url:
        settings.BASE_URL = url.replace("http:", "https:")
        [sentence] = answers()
    assert sentence.startswith(f"The certificate of {settings.BASE_URL} isn't accepted: ")


def test_http_that_leads_nowhere_is_told(settings, monkeypatch):  # O6
    settings.BASE_URL = "https://127.0.0.1"
    asked = web.requests.get
    for headers, wrong in [({"Location": "https://127.0.0.1/"}, False), ({}, True)]:
        with answering(lambda path, headers=headers: (301 if headers else 200, headers, b"")) as url:
            # The port of http is not the tests' to take.
            monkeypatch.setattr(web.requests, "get", lambda _address, url=url, **options: asked(url, **options))
            found = list(leads_to_https())
        assert found == (["http://127.0.0.1/ answers 200 and doesn't lead to https."] if wrong else [])


@pytest.mark.parametrize("place", ["", "/private-files/", "/media/private/"])
def test_a_server_that_shows_private_files_is_told(settings, private, place):  # noqa: F811  O6 D4
    def shown(path: str) -> tuple[int, dict[str, str], bytes]:
        file = private / path.removeprefix(place)
        if place and path.startswith(place) and file.is_file():
            return 200, {}, file.read_bytes()
        return 404, {}, b""

    with answering(shown) as url:
        settings.BASE_URL = url
        found = list(private_files_stay_private())
    assert found == (
        [f"Everybody can read private files at {url}{place}: close it in the web server."] if place else []
    )
