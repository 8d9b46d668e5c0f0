"""What every kind of answer says about who may read, frame, keep and ask what."""

import pytest

from tests.browser_client import BrowserClient
from tests.builders import make_admin, make_event, make_event_index, make_event_page, make_frame, make_home

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000",
}
STRICT = {
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "manifest-src 'self'",
    "media-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
}
PUBLIC = {
    "a page": ("/de/", 200),
    "an event": ("/de/veranstaltungen/werkstatt/", 200),
    "a page that is not there": ("/de/nirgends/", 404),
    "an address that is no page": ("/nirgends", 302),
    "the search": ("/de/search/?q=wort", 200),
    "a feed": ("/de/news.xml", 200),
    "a calendar": ("/de/calendar.ics", 200),
    "the sitemap": ("/sitemap.xml", 200),
    "a part of the sitemap": ("/sitemap-1.xml", 200),
    "robots.txt": ("/robots.txt", 200),
    "security.txt": ("/.well-known/security.txt", 200),
    "the report of a barrier": ("/de/barrier-report/", 200),
    "a secret link that is wrong": ("/de/my-signup/wrong/", 404),
    "a file that is not there": ("/downloads/nothing/file.pdf", 404),
    "a redirect": ("/", 302),
}


@pytest.fixture
def client(settings) -> BrowserClient:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    home = make_home()
    make_event_page(make_event_index(home), make_event(), slug="werkstatt")
    make_frame()
    return BrowserClient(raise_request_exception=False)


@pytest.mark.parametrize("kind", PUBLIC)
def test_every_kind_of_public_answer_carries_the_strict_policy(client, kind):  # X5
    address, status = PUBLIC[kind]
    response = client.get(address, secure=True)
    assert (response.status_code, said(response), policy(response)) == (status, ALWAYS, STRICT)


def test_a_post_that_is_answered_with_a_redirect_or_errors_carries_it_too(client):  # X5
    wrong = client.post("/de/barrier-report/", {}, secure=True)
    other_method = client.delete("/de/barrier-report/", secure=True)
    assert [wrong.status_code, other_method.status_code] == [400, 405]
    assert [said(wrong), policy(wrong)] == [said(other_method), policy(other_method)] == [ALWAYS, STRICT]


def test_an_answer_to_a_defect_carries_it_too(client, monkeypatch, logged_errors):  # X5
    monkeypatch.setattr("home.models.HomePage.serve", lambda *arguments: 1 / 0)
    response = client.get("/de/", secure=True)
    assert (response.status_code, said(response), policy(response)) == (500, ALWAYS, STRICT)
    assert len(logged_errors) == 1


def test_the_admin_has_a_policy_of_its_own_that_no_other_site_gets_into(client):  # X5
    client.force_login(make_admin())
    response = client.get("/admin/", secure=True)
    assert (response.status_code, said(response)) == (200, {**ALWAYS, "X-Frame-Options": "SAMEORIGIN"})
    assert "frame-ancestors 'self'" in policy(response)
    assert [rule for rule in policy(response) if "http" in rule or "*" in rule] == []
    # Wagtail's editor evaluates no text as a script.
    assert [rule for rule in policy(response) if "eval" in rule] == []


def said(response) -> dict[str, str]:
    return {name: response.headers.get(name, "") for name in ALWAYS}


def policy(response) -> set[str]:
    return set(response.headers["Content-Security-Policy"].split("; "))
