"""Answers of forms that nobody keeps: also those to a wrong method."""

import pytest
from django.http import HttpResponse

from cms.forms.nobodys_answers import kept_by_nobody, nobodys

HEADERS = ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")


def answer(rf, method: str, *methods: str, **kwargs) -> HttpResponse:
    """Return the answer of such a view, which says "Hello"."""
    return nobodys(*methods, **kwargs)(lambda request: HttpResponse("Hello"))(rf.generic(method, "/"))


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("HEAD", 200), ("POST", 405)])
def test_every_answer_is_kept_by_nobody_and_its_address_goes_nowhere(rf, method, status):  # X3
    response = answer(rf, method, "GET")
    headers = [response.headers.get(name) for name in HEADERS]
    assert (response.status_code, headers) == (status, ["private, no-store", "noindex", "no-referrer"])
    # Django would write the address of an error into its log.
    assert response._has_been_logged is True


def test_an_address_that_anybody_may_know_leaves_the_referrer_alone(rf):  # X3
    response = answer(rf, "GET", "GET", secret=False)
    assert [response.headers.get(name) for name in HEADERS] == ["private, no-store", "noindex", None]


def test_what_is_pressed_is_not_opened(rf):  # X3
    assert [answer(rf, method, "POST").status_code for method in ("POST", "GET", "HEAD")] == [200, 405, 405]
    assert answer(rf, "GET", "POST").headers["Allow"] == "POST"


def test_these_forms_need_no_csrf_cookie():  # X3
    assert nobodys("POST")(lambda request: HttpResponse()).csrf_exempt is True


def test_one_answer_can_be_kept_by_nobody():  # X3
    response = kept_by_nobody(HttpResponse("Hello", headers={"Cache-Control": "public"}))
    assert [response.headers.get(name) for name in HEADERS] == ["private, no-store", "noindex", None]
