"""What an editor does with publications in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from cms.consequences.answers import answered_by
from downloads.files.file_names import file_url
from downloads.models import Publication
from downloads.models.enums import Audience, Stage
from tests.builders import make_admin, make_home
from tests.downloads.publications import add_file, make_publication, make_working_group, pdf_bytes

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_downloads_publication:add"
EDIT = "wagtailsnippets_downloads_publication:edit"
LIST_QUERIES = 12
LIST = "wagtailsnippets_downloads_publication:list"


@pytest.fixture(autouse=True)
def _signed_in(client):
    make_home()
    client.force_login(make_admin())


def upload(name="draft.pdf", content=None):
    return SimpleUploadedFile(name, pdf_bytes() if content is None else content)


def row(language="de", title="Analyse", file=None, **more):
    return {"id": "", "language": language, "title": title, "what_changed": "", "file": file or upload(), **more}


def form(*rows, existing=0, **fields):
    data = {
        "name": "Analyse, 2. Entwurf",
        "stage": "draft",
        "version": "2",
        "release_at": "2027-05-31 09:00",
        "action-publish": "1",
        "audience": "public",
        "supersedes": "",
        "files-TOTAL_FORMS": len(rows),
        "files-INITIAL_FORMS": existing,
        "files-MIN_NUM_FORMS": 0,
        "files-MAX_NUM_FORMS": 1000,
    }
    for number, values in enumerate(rows):
        given = {"ORDER": number + 1, "DELETE": "", **values}
        data |= {f"files-{number}-{name}": value for name, value in given.items() if value is not None}
    return data | fields


def errors_of(response):
    """The messages at the publication's fields, and at those of its files."""
    shown = response.context["form"]
    files = shown.formsets["files"]
    return {
        "form": {name: list(messages) for name, messages in shown.errors.items()},
        "files": [{name: list(messages) for name, messages in errors.items()} for errors in files.errors],
        "together": list(files.non_form_errors()),
    }


def test_a_publication_with_two_files_is_made_in_one_step(client):  # D1
    response = client.post(reverse(ADD), form(row("de", "Analyse"), row("en", "Analysis")))
    assert response.status_code == 302
    publication = Publication.objects.get()
    assert (publication.name, publication.version, publication.stage) == ("Analyse, 2. Entwurf", 2, Stage.DRAFT)
    assert publication.release_at.isoformat() == "2027-05-31T07:00:00+00:00"
    told = publication.files.values_list("language", "title", "content_type", "size", "pages", "is_tagged")
    size = len(pdf_bytes())
    assert list(told) == [
        ("de", "Analyse", "application/pdf", size, 2, False),
        ("en", "Analysis", "application/pdf", size, 2, False),
    ]


def test_a_wrong_file_gets_its_message_at_the_field(client, settings):  # D6
    response = client.post(reverse(ADD), form(row(file=upload(content=b"<html>"))))
    assert response.status_code == 200
    [message] = errors_of(response)["files"][0]["file"]
    assert errors_of(response) == {"form": {}, "files": [{"file": [message]}], "together": []}
    assert escape(message) in response.content.decode()
    assert Publication.objects.count() == 0


def test_a_forbidden_kind_of_file_gets_its_message_at_the_field(client):  # D6
    response = client.post(reverse(ADD), form(row(file=upload("page.html", b"<html>"))))
    assert list(errors_of(response)["files"][0]) == ["file"]


def test_a_language_left_alone_stands_in_nobodys_way_when_something_else_is_missing(client):  # D1 D6
    left_alone = row("en", "") | {"file": None}
    response = client.post(reverse(ADD), form(row(), left_alone, name=""))
    assert (response.status_code, list(errors_of(response)["form"])) == (200, ["name"])


def test_a_group_publication_names_its_groups(client):  # D3
    response = client.post(reverse(ADD), form(row(), audience="group"))
    assert list(errors_of(response)["form"]) == ["working_groups"]
    group = make_working_group("Arbeitsgruppe 1")
    assert client.post(reverse(ADD), form(row(), audience="group", working_groups=[group.pk])).status_code == 302
    publication = Publication.objects.get()
    assert (publication.audience, list(publication.working_groups.all())) == (Audience.GROUP, [group])


def test_one_language_twice_is_refused_at_the_field(client):  # D4
    response = client.post(reverse(ADD), form(row("de"), row("de", "Noch einmal")))
    assert response.status_code == 200
    assert [list(errors) for errors in errors_of(response)["files"]] == [[], ["language"]]
    assert Publication.objects.count() == 0


def test_a_new_file_in_place_of_the_old_one_keeps_the_language_and_reads_the_facts_anew(client):  # D1
    publication = make_publication()
    file = add_file(publication)
    changed = row(id=file.pk, file=upload(content=pdf_bytes(7)))
    with answered_by("test"):
        assert client.post(reverse(EDIT, args=[publication.pk]), form(changed, existing=1)).status_code == 302
    before = file.uploaded_at
    file.refresh_from_db()
    assert (file.pages, file.uploaded_at > before) == (7, True)


def test_a_file_taken_out_makes_room_for_another_in_its_language(client):  # D1
    publication = make_publication()
    file = add_file(publication)
    rows = [row(id=file.pk, file=None, DELETE="on"), row("de", "Neu")]
    del rows[0]["file"]
    with answered_by("test"):
        assert client.post(reverse(EDIT, args=[publication.pk]), form(*rows, existing=1)).status_code == 302
    assert list(publication.files.values_list("title", flat=True)) == ["Neu"]


def test_two_files_that_swap_their_languages_get_a_message_instead_of_an_error(client):  # D4
    publication = make_publication()
    german, english = add_file(publication, "de"), add_file(publication, "en")
    rows = [row("en", "A", id=german.pk), row("de", "B", id=english.pk)]
    for values in rows:
        del values["file"]
    response = client.post(reverse(EDIT, args=[publication.pk]), form(*rows, existing=2))
    assert [list(errors) for errors in errors_of(response)["files"]] == [["language"], ["language"]]
    assert list(publication.files.values_list("language", flat=True)) == ["de", "en"]


def test_the_editor_links_to_the_file_through_the_rule(client):  # D2
    publication = make_publication(days=1)
    file = add_file(publication)
    html = client.get(reverse(EDIT, args=[publication.pk])).content.decode()
    assert f'href="{file_url(file)}"' in html
    assert "/media/publications" not in html


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_tells_version_release_and_audience(client, django_assert_num_queries, number):  # D1
    for position in range(number):
        make_publication(f"Nr. {position}", groups=[], version=1)
    client.get(reverse(LIST))
    with django_assert_num_queries(LIST_QUERIES):
        table = client.get(reverse(LIST)).context["table"]
    assert list(table.columns) == [
        *("bulk_actions", "name", "version_label", "state", "release_at", "get_audience_display"),
        *("languages", "missing", "outdated"),
    ]
    assert len(list(table.rows)) == number


def test_the_menu_leads_to_publications_and_not_to_loose_documents(client):  # D1
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(LIST) in html
    assert reverse("wagtaildocs:index") not in html


def test_the_form_says_that_a_file_takes_its_authors_name_along(client):  # V1 SEC-UPLOAD
    html = client.get(reverse(ADD)).content.decode()
    sentence = "Was eine Datei über ihre Verfasserin oder ihren Verfasser sagt, geht mit hinaus."
    # In the row of each open language, and in the empty one that Wagtail's script copies.
    assert html.count(sentence) == 4
