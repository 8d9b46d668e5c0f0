"""A new publication shows a row for the file of each language; one that is left alone is no file."""

import pytest
from django.urls import reverse

from downloads.models import Publication
from tests.builders import make_admin, make_home
from tests.downloads.admin.test_publications import ADD, EDIT, form, row
from tests.downloads.publications import add_file, make_publication

pytestmark = pytest.mark.django_db
LANGUAGES = ["de", "en", "de-simple"]


@pytest.fixture
def editor(client):
    make_home()
    client.force_login(make_admin())
    return client


def offered(response) -> list[str]:
    return [one["language"].value() for one in response.context["form"].formsets["files"].forms]


def test_a_new_publication_offers_a_row_for_each_open_language(editor):  # D1 E10
    assert offered(editor.get(reverse(ADD))) == LANGUAGES


def test_one_that_is_there_shows_its_own_files_only(editor):  # D1
    publication = make_publication("Analyse")
    add_file(publication, "de")
    assert offered(editor.get(reverse(EDIT, args=[publication.pk]))) == ["de"]


def test_rows_that_nobody_filled_in_are_no_files(editor):  # D1
    left_alone = [{"language": code, "title": "", "what_changed": ""} for code in ("en", "de-simple")]
    response = editor.post(reverse(ADD), form(row("de", "Analyse"), *left_alone))
    assert response.status_code == 302
    assert list(Publication.objects.get().files.values_list("language", "title")) == [("de", "Analyse")]


def test_a_row_with_a_title_asks_for_its_file(editor):  # D1 E10
    half = {"language": "en", "title": "Analysis", "what_changed": ""}
    response = editor.post(reverse(ADD), form(row("de", "Analyse"), half))
    files = response.context["form"].formsets["files"]
    assert [list(errors) for errors in files.errors] == [[], ["file"]]
