"""The client with which all tests post: like a browser, with the token of the page."""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import path

from tests.browser_client import BrowserClient, posting_forms

ROOT = Path(__file__).resolve().parent
# The first posts without a token on purpose, the others fetch their tokens themselves, as each of their devices would.
WITHOUT = {
    "events/desk/screens/test_permissions.py",
    "cms/login/test_log_in.py",
    "cms/login/test_second_factor.py",
}

BARE_FORM = '<form method="post" action="/save/"><button>Save</button></form>'
urlpatterns = [
    path("bare/", lambda request: HttpResponse(BARE_FORM)),
    path("save/", lambda request: HttpResponse("saved")),
    path("admin/", lambda request: HttpResponse(""), name="wagtailadmin_home"),
]


@pytest.mark.urls(__name__)
def test_a_form_without_a_token_fails_the_test_that_opens_it(settings):  # X1
    settings.MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
    with pytest.raises(pytest.fail.Exception, match="A form on /bare/ posts to /save/ without a CSRF token"):
        BrowserClient().get("/bare/")


@pytest.mark.urls(__name__)
def test_a_post_carries_a_token_and_one_without_is_refused(settings):  # X1
    settings.MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
    assert BrowserClient().post("/save/").status_code == 200
    assert BrowserClient().post("/save/", headers={"x-csrftoken": ""}).status_code == 403


def test_a_form_is_found_whatever_stands_in_its_attributes():  # X1
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="t">'
    form = f'<form data-action="a->b#c"\n method="POST" action="?x=1">{token}</form>'
    assert posting_forms(form, "/here/") == [("/here/", "t")]


def test_no_test_posts_with_a_client_that_needs_no_token():  # X1
    texts = {str(file.relative_to(ROOT)): file.read_text("utf-8") for file in ROOT.rglob("test_*.py")}
    imports = re.compile(r"from django\.test import [^\n]*\bClient\b|django\.test\.Client")
    posting = {name for name, text in texts.items() if imports.search(text) and ".post(" in text}
    assert posting - {"test_browser_client.py"} == WITHOUT, "They need BrowserClient of tests/browser_client.py."
