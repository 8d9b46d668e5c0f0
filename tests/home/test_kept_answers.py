"""A form that met no database: what was typed can be sent again, and nothing secret stands in the page."""

import pytest
from django.test import RequestFactory

from home.kept_answers import kept_answers

POSTS = RequestFactory()


def post(path: str, data: dict, **more):
    return kept_answers(POSTS.post(path, data, **more))


def test_each_field_is_kept_and_what_was_typed_is_shown():  # R2 S7
    data = {"started": "x:y", "homepage": "", "given_name": "Ada", "q-topics": ["a", "b"], "consent": "on"}
    kept = post("/de/signup/abcdefghjk/", data)
    assert kept.fields == [
        ("started", "x:y"),
        ("homepage", ""),
        ("given_name", "Ada"),
        ("q-topics", "a"),
        ("q-topics", "b"),
        ("consent", "on"),
    ]
    assert kept.shown == ["Ada"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/de/working-groups/log-in/", {"login": "ada", "password": "secret"}),
        ("/admin/login/", {"login": "ada", "password": "secret"}),
        ("/de/no-such-page/", {"given_name": "Ada"}),
        ("/de/signup/abcdefghjk/", {}),
    ],
)
def test_no_password_no_form_of_the_admin_and_nothing_empty_is_kept(path, data):  # V4
    assert post(path, data) is None


def test_a_form_of_another_site_is_not_kept():  # X4
    assert (
        post("/de/signup/abcdefghjk/", {"given_name": "Ada"}, headers={"origin": "https://elsewhere.example"}) is None
    )


def test_a_page_that_was_only_read_has_nothing_to_keep():
    assert kept_answers(POSTS.get("/de/signup/abcdefghjk/", {"given_name": "Ada"})) is None
