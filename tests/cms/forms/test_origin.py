"""Whose posts are taken: those of our own pages, whole and in UTF-8."""

import pytest
from django.test import RequestFactory

from cms.forms.origin import PostRefused, comes_from_elsewhere, readable_post

HERE, THERE = "http://testserver", "https://evil.example"


def posted(data: bytes = b"name=Ada", content_type: str = "application/x-www-form-urlencoded", **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return RequestFactory().generic("POST", "/de/", data, content_type, headers=names)


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({}, False),
        ({"sec_fetch_site": "same-origin"}, False),
        ({"sec_fetch_site": "none"}, False),
        ({"sec_fetch_site": "same-site"}, True),
        ({"sec_fetch_site": "cross-site", "origin": HERE}, True),
        # What a browser says of the fetch counts before what an address says.
        ({"sec_fetch_site": "same-origin", "origin": THERE}, False),
        ({"origin": HERE}, False),
        ({"origin": THERE}, True),
        ({"origin": f"{HERE}.evil.example"}, True),
        ({"origin": "null"}, False),
        ({"origin": "null", "referer": f"{HERE}/de/"}, False),
        ({"origin": "null", "referer": f"{THERE}/"}, True),
        ({"referer": f"{THERE}/{HERE}"}, True),
    ],
)
def test_a_browser_says_which_site_sent_a_post(headers, elsewhere):  # X1
    assert comes_from_elsewhere(posted(**headers)) is elsewhere


def test_the_address_of_the_site_counts_also_behind_a_proxy(settings):  # X1
    settings.BASE_URL = "https://teilhabe.example"
    assert comes_from_elsewhere(posted(origin="https://teilhabe.example")) is False


def test_a_post_of_our_own_is_read():  # X1
    assert readable_post(posted("name=Zoë".encode())).dict() == {"name": "Zoë"}


def refusal_of(request) -> int:
    with pytest.raises(PostRefused) as refused:
        readable_post(request)
    return refused.value.status


def test_anything_else_is_refused_with_its_status(settings):  # X1
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    form = "application/x-www-form-urlencoded"
    assert {
        "elsewhere": refusal_of(posted(origin=THERE)),
        "too long": refusal_of(posted(b"name=" + b"a" * 30)),
        "another charset": refusal_of(posted(content_type=f"{form}; charset=utf-16")),
        "no charset": refusal_of(posted(content_type=f"{form}; charset=nothing")),
        "too many fields": refusal_of(posted(b"a=1&b=2&c=3")),
        "broken parts": refusal_of(posted(b"--x", "multipart/form-data; boundary=")),
    } == {
        "elsewhere": 403,
        "too long": 413,
        "another charset": 400,
        "no charset": 400,
        "too many fields": 400,
        "broken parts": 400,
    }
