"""The editor's path: upload, release, replace, and bring out the next version."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cms.consequences.tokens import FIELD
from cms.languages.core.public_languages import public_languages
from downloads.files.release_summary import concerns, consequence, state_label
from downloads.models import Publication
from downloads.models.enums import Stage
from home.demo.pdf import make_pdf
from tests.builders import BERLIN, make_admin, make_home, make_staff
from tests.downloads.admin.test_publications import ADD, EDIT, form, row
from tests.downloads.publications import add_file, make_publication, make_working_group, pdf_bytes

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 5, 1, 12, 0, tzinfo=BERLIN)
COPY = "wagtailsnippets_downloads_publication:copy"


@pytest.fixture
def editor(client):
    make_home()
    client.force_login(make_admin())
    return client


def good_pdf(language="de"):
    return make_pdf(language, {"title": "Titel", "subtitle": "", "sections": []})


def told(response) -> list[str]:
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("days", "groups", "label", "sentence"),
    [
        (None, None, "not released", "Not released: nobody outside sees it."),
        (-1, None, "released", "Everybody can download it now, in: Deutsch and English."),
        (
            30,
            None,
            "from May 31, 2027, noon",
            "Everybody can download it from May 31, 2027, noon on, in: Deutsch and English. Until then pages say so.",
        ),
        (-1, ["A", "B"], "released", "Members of A and B can read it now, in: Deutsch and English."),
        (
            30,
            ["A"],
            "from May 31, 2027, noon",
            "Members of A can read it from May 31, 2027, noon on, in: Deutsch and English.",
        ),
    ],
)
def test_what_happens_is_said_in_one_sentence(days, groups, label, sentence):  # E1 D2 D3
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        chosen = [make_working_group(name) for name in groups] if groups else None
        publication = make_publication(days=days, groups=chosen)
        add_file(publication, "de"), add_file(publication, "en")
        formats = {"May 31, 2027, noon": "31 May 2027, 12:00"}
        found = state_label(publication, timezone.now()), consequence(publication, timezone.now())
    for text, written in formats.items():
        label, sentence = label.replace(text, written), sentence.replace(text, written)
    assert found == (label, sentence)


def test_a_publication_without_files_says_so():  # E1
    with translation.override("en"):
        assert consequence(make_publication(), timezone.now()) == (
            "There is no file in it yet, so nobody outside sees anything of it."
        )


def test_what_is_missing_old_or_hard_to_read_is_a_concern_of_its_own():  # D4 D6 D9
    publication = make_publication()
    german = add_file(publication, "de", content=good_pdf())
    add_file(publication, "en", content=good_pdf("en"))
    german.file = ContentFile(pdf_bytes(3), name="new.pdf")
    german.save()
    with translation.override("en"):
        found = concerns(Publication.objects.get(), public_languages())
    assert found == [
        "Missing: Einfache Sprache. There, readers are offered the files that exist.",
        "Older than the German file, and marked so for readers: English.",
        "Deutsch: This PDF holds pictures of text only: a screen reader reads out nothing.",
        "Deutsch: This PDF names no title: a screen reader reads out the name of the file instead.",
        "Deutsch: This PDF doesn't say in which language it is: a screen reader may read it wrongly.",
    ]


def test_saving_says_what_happens_now_and_what_is_missing(editor):  # E2 D6
    response = editor.post(reverse(ADD), form(row("de")))
    publication = Publication.objects.get()
    with translation.override("de"):
        expected = [consequence(publication, timezone.now()), *concerns(publication, public_languages())]
    assert told(response)[1:] == expected
    assert len(expected) == 5


def publish(editor, address: str, data: dict) -> None:
    """Post the editor's form with "Publish", and agree to what it does to readers."""
    response = editor.post(address, data)
    if "/consequences/" in response.url:
        question = editor.get(response.url).content.decode()
        token = re.search(rf'name="{FIELD}" value="([^"]*)"', question)[1]
        assert editor.post(response.url, {FIELD: token}).status_code == 302


def two_files():
    publication = make_publication()
    return publication, add_file(publication, "de"), add_file(publication, "en", "Analysis")


def rows_of(*files, **changed):
    rows = []
    for file in files:
        values = row(file.language, file.title, id=file.pk)
        del values["file"]
        rows.append({**values, **changed.get(file.language, {})})
    return rows


def test_a_german_file_that_is_replaced_makes_the_others_old_until_they_are_ticked(editor):  # D9
    publication, german, english = two_files()
    address = reverse(EDIT, args=[publication.pk])
    assert "still_right" not in editor.get(address).context["form"].fields
    upload = ContentFile(pdf_bytes(5), name="new.pdf")
    publish(editor, address, form(*rows_of(german, english, de={"file": upload}), existing=2))
    shown = editor.get(address).context["form"]
    assert shown.fields["still_right"].choices == [(english.public_id, "Analysis")]
    publish(editor, address, form(*rows_of(german, english), existing=2, still_right=[english.public_id]))
    assert "still_right" not in editor.get(address).context["form"].fields


def test_a_tick_counts_nothing_for_a_german_file_that_comes_at_the_same_time(editor):  # D9
    publication, german, english = two_files()
    address = reverse(EDIT, args=[publication.pk])
    for pages, ticked in ((5, []), (6, [english.public_id])):
        upload = ContentFile(pdf_bytes(pages), name="new.pdf")
        rows = rows_of(german, english, de={"file": upload})
        publish(editor, address, form(*rows, existing=2, still_right=ticked))
    assert "still_right" in editor.get(address).context["form"].fields


def test_files_that_come_together_belong_together_in_whichever_order(editor):  # D9
    publication, german, english = two_files()
    uploads = {
        "de": {"file": ContentFile(pdf_bytes(5), name="de.pdf"), "ORDER": 2},
        "en": {"file": ContentFile(pdf_bytes(6), name="en.pdf"), "ORDER": 1},
    }
    address = reverse(EDIT, args=[publication.pk])
    publish(editor, address, form(*rows_of(english, german, **uploads), existing=2))
    english.refresh_from_db()
    german.refresh_from_db()
    assert (german.pages, english.pages, english.german_digest) == (5, 6, german.digest)


def test_the_same_german_file_once_more_makes_nothing_old(editor):  # D9
    publication, german, english = two_files()
    upload = ContentFile(pdf_bytes(), name="again.pdf")
    address = reverse(EDIT, args=[publication.pk])
    publish(editor, address, form(*rows_of(german, english, de={"file": upload}), existing=2))
    fields = editor.get(address).context["form"].fields
    assert ("name" in fields, "still_right" in fields) == (True, False)


def test_the_next_version_begins_with_the_facts_of_the_one_before_and_is_not_released(editor):  # E2 D5
    group = make_working_group()
    before = make_publication("Analyse", groups=[group], version=2)
    add_file(before)
    shown = editor.get(reverse(COPY, args=[before.pk])).context["form"]
    values = {name: shown[name].value() for name in ("name", "version", "stage", "release_at", "audience")}
    assert values == {
        "name": "Analyse",
        "version": 3,
        "stage": Stage.DRAFT,
        "release_at": None,
        "audience": "group",
    }
    assert shown["supersedes"].value() == before.pk
    assert list(shown["working_groups"].value()) == [group.pk]
    assert shown.formsets["files"].initial_form_count() == 0
    assert Publication.objects.count() == 1


def test_only_the_newest_version_has_a_next_one(editor):  # D5
    before = make_publication(version=1)
    after = make_publication(version=2, supersedes=before)
    response = editor.get(reverse(COPY, args=[before.pk]))
    assert response.url == reverse(EDIT, args=[after.pk])
    copies = {
        one: reverse(COPY, args=[one.pk]) in editor.get(reverse(EDIT, args=[one.pk])).content.decode()
        for one in (before, after)
    }
    assert copies == {before: False, after: True}


def test_the_form_tells_of_each_file_what_readers_get_and_what_they_miss(editor):  # E1 D6
    publication = make_publication()
    add_file(publication)
    html = editor.get(reverse(EDIT, args=[publication.pk])).content.decode()
    with translation.override("de"):
        for sentence in concerns(publication, []):
            assert sentence.removeprefix("Deutsch: ") in html


def test_a_circle_of_versions_is_refused_at_the_field(editor):  # E2
    first = make_publication(version=1)
    second = make_publication(version=2, supersedes=first)
    response = editor.post(reverse(EDIT, args=[first.pk]), form(supersedes=second.pk))
    assert list(response.context["form"].errors) == ["supersedes"]


def dashboard(client) -> list[str]:
    context = client.get(reverse("wagtailadmin_home")).content.decode()
    return [f"Nr. {number}" for number in range(4) if f"Nr. {number}" in context]


def test_the_dashboard_names_what_is_released_in_these_weeks(editor):  # E4
    for number, days in enumerate((-8, -6, 29, 31)):
        make_publication(f"Nr. {number}", days=days)
    assert dashboard(editor) == ["Nr. 1", "Nr. 2"]


def test_the_dashboard_names_no_draft_to_others(client):  # E4 E6
    make_home()
    make_publication("Nr. 1")
    client.force_login(make_staff("staff", "events.view_event"))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert dashboard(client) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_dashboards_list_costs_the_same_whatever_is_in_it(number, django_assert_num_queries):  # E4
    from downloads.admin.dashboard import ReleasesPanel

    for position in range(number):
        add_file(make_publication(f"Nr. {position}", days=1, groups=[make_working_group(f"Gruppe {position}")]))
    with django_assert_num_queries(4):
        lines = ReleasesPanel().get_context_data({})["lines"]
    assert len(lines) == number


def test_a_release_in_the_past_is_said_to_be_out(editor):  # D2
    moment = (timezone.now() - timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    response = editor.post(reverse(ADD), form(row("de"), release_at=moment))
    with translation.override("de"):
        assert told(response)[1] == consequence(Publication.objects.get(), timezone.now())


def test_loose_documents_are_closed_to_editors(client):  # D1 X2
    from django.contrib.auth.models import Group

    from home.roles import EDITORS

    make_home()
    user = make_staff("editor")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    names = ["wagtaildocs:index", "wagtaildocs:add", "wagtaildocs:add_multiple"]
    assert [client.get(reverse(name)).status_code for name in names] == [404] * 3


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_released_in_the_next_days_waits_for_those_who_keep_drafts(number, editor):  # E4
    from downloads.admin.to_dos import releases

    for position in range(number):
        add_file(make_publication(f"Nr. {position}", days=1 + position))
    make_publication("Gestern", days=-1)
    make_publication("Später", days=8)
    user = editor.get(reverse("wagtailadmin_home")).wsgi_request.user
    with translation.override("de"), CaptureQueriesContext(connection) as queries:
        found = [to_do.sentence for to_do in releases(user)]
    assert [f"Nr. {position}" in sentence for position, sentence in enumerate(found)] == [True] * number
    assert len(queries) == 3
    assert list(releases(make_staff("staff", "events.view_event"))) == []
