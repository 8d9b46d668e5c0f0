"""Django's test client, which posts as a browser does: with the token of the form, and refused without one."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.urls import Resolver404, resolve

FORM = re.compile(r"""<form\b((?:"[^"]*"|'[^']*'|[^>"'])*)>(.*?)</form>""", re.S | re.I)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
# Wagtail's script sends such a form, with the token in a header.
SENT_BY_SCRIPT = "w-swap"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class BrowserClient(Client):
    """CSRF protection is on, and a page with a form that posts without a token to where one is asked for is an error.

    A post takes the token of the form that leads there on the page opened last. What no form leads to is posted as
    the admin's scripts do, with the token of the cookie.
    """

    def __init__(self, **options) -> None:
        super().__init__(enforce_csrf_checks=True, **options)
        self._tokens: dict[str, str] = {}

    def request(self, **request) -> HttpResponse:
        path = request.get("PATH_INFO", "/")
        if request.get("REQUEST_METHOD", "GET") not in SAFE_METHODS and asks_for_a_token(path):
            request.setdefault("HTTP_X_CSRFTOKEN", self._token_for(path))
        response = super().request(**request)
        tokens = {}
        for target, token in posting_forms(text_of(response), path):
            if token:
                tokens[target] = token
            elif asks_for_a_token(target):
                pytest.fail(f"A form on {path} posts to {target} without a CSRF token.", pytrace=False)
        self._tokens = tokens
        return response

    def _token_for(self, path: str) -> str:
        if path in self._tokens:
            return self._tokens[path]
        if settings.CSRF_COOKIE_NAME not in self.cookies:
            self.cookies[settings.CSRF_COOKIE_NAME] = _get_new_csrf_string()
        return self.cookies[settings.CSRF_COOKIE_NAME].value


def text_of(response: HttpResponse) -> str:
    """Return a page, read to its end as a browser does also where it comes in parts; empty for anything else."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    body = response.getvalue()
    if response.streaming:
        response.streaming_content = [body]
    return body.decode(response.charset)


def posting_forms(page: str, path: str) -> list[tuple[str, str]]:
    """Return where each form of a page posts, as a path of this site, and its token, empty where it has none."""
    forms = []
    for attributes, content in FORM.findall(page):
        if _attribute(attributes, "method").lower() != "post" or SENT_BY_SCRIPT in attributes:
            continue
        target = urlsplit(urljoin(path, unescape(_attribute(attributes, "action"))))
        if not target.netloc:
            token = TOKEN.search(content)
            forms.append((target.path, token.group(1) if token else ""))
    return forms


def asks_for_a_token(path: str) -> bool:
    """Return whether what stands at this path refuses posts without a CSRF token."""
    try:
        view = resolve(path).func
    except Resolver404:
        return True
    # Views of the REST framework, which have a class, ask by themselves.
    return hasattr(view, "cls") or not getattr(view, "csrf_exempt", False)


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf'(?<![\w-]){name}="([^"]*)"', attributes, re.I)
    return found.group(1) if found else ""


@pytest.fixture
def client() -> BrowserClient:
    """A browser that nobody has logged in with; takes the place of pytest-django's."""
    return BrowserClient()


@pytest.fixture
def admin_client(admin_user) -> BrowserClient:
    """The browser of somebody who may do everything; takes the place of pytest-django's."""
    client = BrowserClient()
    client.force_login(admin_user)
    return client
