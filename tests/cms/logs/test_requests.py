"""What a log of requests says: the app's server by itself, and nginx before it."""

import re

import pytest
from django.core import signing
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from cms.logs.requests import loggable_network, loggable_path

TOKEN = signing.dumps(["0" * 32, "personal", 1], salt="any")


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("/", "/"),
        ("/de/konzept/arbeit/", "/de/konzept/arbeit/"),
        ("/de/search/?q=Anna+Beispiel", "/de/search/"),
        (f"/de/my-signup/{TOKEN}/", "/de/my-signup/-"),
        (f"/de-simple/my-signup/{TOKEN}/confirm/", "/de-simple/my-signup/-"),
        (f"/de/my%2Dsignup/{TOKEN}/", "-"),
        (f"//de/my-signup/{TOKEN}/", "//de/my-signup/-"),
        (f"/de/my-signup{TOKEN}", "-"),
        (f"/de/{TOKEN}/my-signup/x/", "-"),
        (f"/de/working-groups/password/{TOKEN}/", "/de/working-groups/password/-"),
        ("/admin/password_reset/confirm/MQ/d5f3u2-0123456789abcdef/", "/admin/password_reset/confirm/-"),
        ("/downloads/k3j4h5/Entwurf-f%C3%BCr-Anna.pdf", "/downloads/k3j4h5/-"),
        ("/anna@example.org", "-"),
        ("/anna%40example.org", "-"),
        ("*", "-"),
        ("", "-"),
    ],
)
def test_a_path_is_written_without_what_is_secret(asked, written):  # V4 V8
    assert loggable_path(asked) == written


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("2001:db8::7", "2001:db8::"),
        ("fe80::1:2", "fe80::"),
        ("::1", "::"),
        ("unix:", "-"),
        ("", "-"),
    ],
)
def test_an_address_is_written_as_its_network(address, written):  # V1 V8
    assert loggable_network(address) == written


def routes_with_tokens(resolver: URLResolver | None = None, prefix: str = "/") -> list[str]:
    """Every pattern of the site that holds a token."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += routes_with_tokens(entry, route)
        elif re.search(r"token|uidb64|key>", route):
            found.append(route)
    return found


def test_no_secret_of_any_route_is_written():  # V4 V8
    routes = routes_with_tokens()
    assert len(routes) >= 10
    for secret in (TOKEN, "d5f3u2-0123456789abcdef"):
        written = [loggable_path(re.sub(r"<(\w+:)?\w+>", secret, route)) for route in routes]
        assert [path for path in written if "0123456789" in path or secret in path] == []
