"""What visitors see when something is not there or broken."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from home.error_pages import page_not_found, permission_denied
from home.models import HomePage, NewsIndexPage
from tests.browser_client import BrowserClient
from tests.builders import add_page, make_home, translate


def make_site() -> None:
    home = make_home()
    translate(home, "en")
    translate(home, "de-simple")


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["de", "en", "de-simple"])
def test_an_unknown_address_answers_404_in_its_language(client, code):  # P7
    make_site()
    response = client.get(f"/{code}/gibt-es-nicht/")
    content = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{code}"' in content
    assert f'href="/{code}/"' in content
    assert (content.count("<h1"), response.cookies) == (1, {})


@pytest.mark.django_db
def test_a_page_that_is_missing_in_a_language_answers_404_with_the_way_to_the_others(client):  # L3
    make_site()
    add_page(HomePage.objects.get(locale__language_code="de"), "Aktuelles", NewsIndexPage, slug="aktuelles")
    response = client.get("/en/aktuelles/")
    content = response.content.decode()
    assert response.status_code == 404
    assert '<html lang="en"' in content
    assert 'href="/de/aktuelles/"' in content


@pytest.mark.django_db
def test_an_unknown_address_answers_404_on_a_site_without_any_page(client):  # P7
    assert client.get("/de/gibt-es-nicht/").status_code == 404


@pytest.mark.parametrize("handler", [page_not_found, permission_denied])
@pytest.mark.django_db
def test_an_error_page_needs_no_database(handler, logged_errors):  # P7
    make_site()
    request = RequestFactory().get("/de/gibt-es-nicht/")

    def unreachable(*arguments):
        raise OperationalError("the database is gone")

    from django.db import connection

    with connection.execute_wrapper(unreachable):
        response = handler(request, Exception())
    assert response.status_code == 503
    assert "<h1>" in response.content.decode()
    assert [record.getMessage() for record in logged_errors] == [
        "The database failed while an error page was made for /de/gibt-es-nicht/."
    ]


@pytest.mark.django_db
def test_the_way_to_try_again_stays_on_this_site(logged_errors):  # P7 X6
    def unreachable(*arguments):
        raise OperationalError("the database is gone")

    from django.db import connection

    with connection.execute_wrapper(unreachable):
        response = page_not_found(RequestFactory().get("/", PATH_INFO="//elsewhere.example/de/"), Exception())
    assert response.content.decode().count('href="/%2Felsewhere.example/de/"') == 1


@pytest.mark.django_db
def test_a_defect_answers_500_without_details(monkeypatch, logged_errors):  # P7
    make_site()

    def broken(*arguments, **options):
        raise ZeroDivisionError("a secret detail")

    monkeypatch.setattr(HomePage, "get_context", broken)
    response = BrowserClient(raise_request_exception=False).get("/de/")
    content = response.content.decode()
    assert (response.status_code, content.count("<h1"), response.cookies) == (500, 1, {})
    assert "a secret detail" not in content
    assert [record.getMessage() for record in logged_errors] == ["Internal Server Error: /de/"]
