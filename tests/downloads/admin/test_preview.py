"""Editors see a publication as readers will find it, in each language, before anybody has approved it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from downloads.files.draft_files import draft_file_url
from downloads.files.file_names import file_url
from tests.builders import make_admin, make_home
from tests.downloads.admin.test_publications import EDIT, form, row
from tests.downloads.publications import add_file, make_publication

pytestmark = pytest.mark.django_db
PREVIEW = "wagtailsnippets_downloads_publication:preview_on_edit"
NEW_PREVIEW = "wagtailsnippets_downloads_publication:preview_on_add"


@pytest.fixture(autouse=True)
def editor(client):
    make_home()
    client.force_login(make_admin())
    return client


def shown(client, publication, mode: str, *rows: dict, **fields) -> BeautifulSoup:
    """What stands in the frame beside the form: of what is typed, or of the form as it is opened."""
    address = reverse(PREVIEW, args=[publication.pk])
    draft = publication.get_latest_revision_as_object()
    stored = list(draft.files.all())
    rows = rows or [row(file.language, file.title, id=file.pk or "") for file in stored]
    moment = f"{timezone.localtime(draft.release_at):%Y-%m-%d %H:%M}" if draft.release_at else ""
    data = typed(*rows, existing=len(stored), release_at=moment, supersedes=draft.supersedes_id or "", **fields)
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    return BeautifulSoup(client.get(address, {"mode": mode}).content, "html.parser").main


def titles(page: BeautifulSoup) -> list[str]:
    return [title.text.replace("\xad", "") for title in page.select(".publication-title")]


def typed(*rows, **fields) -> dict:
    data = form(*rows, **fields)
    del data["action-publish"]
    return {name: value for name, value in data.items() if not name.endswith("-file")}


def test_what_is_typed_is_shown_in_each_language_and_nothing_is_saved(client):  # E3
    publication = make_publication(days=None)
    german, english = add_file(publication, "de", "Analyse"), add_file(publication, "en", "Analysis")
    rows = [row("de", "Analyse, neu", id=german.pk), row("en", "Analysis, new", id=english.pk)]
    assert titles(shown(client, publication, "de", *rows)) == ["Analyse, neu"]
    page = shown(client, publication, "en", *rows)
    assert titles(page) == ["Analysis, new"]
    assert [link["hreflang"] for link in page.select("a[hreflang]")] == ["en", "de"]
    assert list(publication.files.values_list("title", flat=True)) == ["Analyse", "Analysis"]


def test_what_nobody_approved_links_to_its_files_where_editors_find_them(client):  # E3 D2
    publication = make_publication()
    data = form(row("de", "Analyse"), release_at="")
    del data["action-publish"]
    assert client.post(reverse(EDIT, args=[publication.pk]), data).status_code == 302
    publication.refresh_from_db()
    [file] = publication.get_latest_revision_as_object().files.all()
    page = shown(client, publication, "de")
    assert [link["href"] for link in page.select("a.button")] == [draft_file_url(file)]
    answer = client.get(draft_file_url(file))
    answer.close()
    assert answer.status_code == 200


def test_before_its_release_it_says_from_when(client):  # E3 D2
    publication = make_publication(days=3)
    file = add_file(publication)
    before, after = (shown(client, publication, mode) for mode in ("de/before", "de"))
    assert [[link["href"] for link in page.select("a.button")] for page in (before, after)] == [[], [file_url(file)]]
    assert "Verfügbar ab" in before.text


def test_the_version_before_stands_below(client):  # E3 D5
    old = make_publication("Alt", version=1)
    add_file(old, "de", "Analyse, 1. Entwurf")
    new = make_publication("Neu", days=None, supersedes=old)
    add_file(new, "de", "Analyse, 2. Entwurf")
    assert titles(shown(client, new, "de")) == ["Analyse, 2. Entwurf", "Analyse, 1. Entwurf"]


def test_a_file_that_was_only_chosen_is_no_error(client):  # E3
    address = reverse(NEW_PREVIEW)
    assert client.post(address, typed(row("de", "Analyse"))).json() == {"is_valid": True, "is_available": True}
    page = BeautifulSoup(client.get(address, {"mode": "de"}).content, "html.parser").main
    assert (titles(page), len(page.select(".wrap.reading > p"))) == ([], 1)
