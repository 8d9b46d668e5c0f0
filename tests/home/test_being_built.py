"""A site without a home page says that it is being built."""

import re

import pytest
from wagtail.models import Page, Site

from tests.builders import make_home

pytestmark = pytest.mark.django_db
BUILT = {"de": "Diese Website wird gerade aufgebaut", "en": "This website is being built"}


def heading(response) -> str:
    return re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode())[1].replace("\xad", "")


@pytest.fixture
def welcome():
    """The page of Wagtail's own that a new database has as root of its site."""
    root = Page.objects.filter(depth=1).first()
    page = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="welcome", locale=root.locale))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page})
    return page


@pytest.mark.parametrize("path", ["/de/", "/de/konzept/"])
def test_a_new_database_shows_no_page_of_the_software(client, welcome, path):  # E11
    response = client.get(path)
    assert (response.status_code, heading(response)) == (404, BUILT["de"])
    assert response.content.decode().count("Wagtail") == 0


def test_a_home_page_that_is_a_draft_is_not_there_yet(client):  # E11
    home = make_home()
    home.unpublish()
    assert heading(client.get("/de/")) == BUILT["de"]
    home.save_revision().publish()
    assert client.get("/de/").status_code == 200
    assert heading(client.get("/de/nichts/")) == "Diese Seite haben wir nicht gefunden"


def test_readers_of_english_read_it_once(client, welcome):  # E11 A4
    page = client.get("/de/").content.decode()
    assert len(re.findall(r'<p lang="en" dir="ltr">', page)) == 1
