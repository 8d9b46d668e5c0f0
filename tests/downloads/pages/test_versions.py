"""Versions before and after one another: reachable, marked as superseded, and without a trace of what is not public."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone, translation

from cms.ground.freshness import KEPT, MOST_SECONDS
from downloads.files.file_names import file_url
from downloads.models import Publication, PublicationIndexPage
from downloads.models.enums import Stage
from downloads.pages.entries import current_entries, current_publications, next_release, publication_entries
from home.models import ContentPage
from tests.builders import add_page, make_home, translate
from tests.downloads.publications import add_file, make_publication, make_working_group

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 5, 31, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def version(number, supersedes=None, *, days=None, languages=("de",), **fields):
    """A version with files; the higher its number, the later it was released."""
    days = number - 10 if days is None else days
    publication = make_publication(f"Nr. {number}", version=number, days=days, supersedes=supersedes, **fields)
    for language in languages:
        add_file(publication, language, f"Nr. {number} ({language})", what_changed=f"Neu in {number}.")
    return publication


def make_list(home):
    return add_page(home, "Entwürfe", PublicationIndexPage, slug="entwuerfe")


def titles(entries):
    return [entry.title for entry in entries]


def text_of(client, address):
    return re.sub(r"\s+", " ", client.get(address).text)


def test_the_versions_before_stand_below_the_newest_marked_with_what_changed():  # D5
    first = version(1)
    second = version(2, first)
    third = version(3, second, stage=Stage.FINAL)
    [entry] = publication_entries([third], "de")
    assert (entry.title, entry.is_superseded, entry.newest) == ("Nr. 3 (de)", False, None)
    told = [(old.title, old.is_superseded, old.file.what_changed, old.earlier) for old in entry.earlier]
    assert told == [("Nr. 2 (de)", True, "Neu in 2.", []), ("Nr. 1 (de)", True, "Neu in 1.", [])]
    assert [old.file.url for old in entry.earlier] == [file_url(one.files.get()) for one in (second, first)]


def test_an_old_version_leads_to_the_newest_file_in_the_readers_language():  # D5
    first = version(1)
    third = version(3, version(2, first), languages=("de", "en"))
    [entry] = publication_entries([first], "de")
    assert (entry.is_superseded, entry.newest.title, entry.earlier) == (True, "Nr. 3 (de)", [])
    assert entry.newest_url == file_url(third.files.get(language="de"))


def test_without_a_file_in_the_readers_language_it_leads_to_the_list():  # D4 D5
    first = version(1)
    second = version(2, first)
    make_list(make_home())
    translate(PublicationIndexPage.objects.get(), "en")
    [entry] = publication_entries([first], "en")
    assert (entry.newest.file, entry.newest.lang) == (None, "de")
    assert entry.newest_url == f"/en/entwuerfe/#{second.public_id}"


def test_without_file_and_list_only_the_mark_is_left():  # D5
    first = version(1)
    version(2, first)
    [entry] = publication_entries([first], "en")
    assert (entry.is_superseded, entry.newest_url) == (True, "")


@pytest.mark.parametrize(
    ("newer", "superseded"),
    [({"days": -1}, True), ({"days": 1}, False), ({"days": -1, "groups": []}, False)],
)
def test_superseded_is_said_only_when_everybody_may_fetch_the_newer_one(newer, superseded):  # D3 D5
    old = version(1)
    version(2, old, **newer)
    [entry] = publication_entries([old], "de")
    assert (entry.is_superseded, entry.newest is not None) == (superseded, superseded)


@pytest.mark.parametrize("hidden", ["without a moment", "without a file"])
def test_a_newer_version_that_readers_cannot_fetch_leaves_no_trace(hidden):  # D3
    old = version(1)
    newer = version(2, old, languages=("de",) if hidden == "without a moment" else ())
    if hidden == "without a moment":
        Publication.objects.filter(pk=newer.pk).update(release_at=None)
    [entry] = publication_entries([old], "de")
    assert (entry.is_superseded, entry.newest) == (False, None)
    assert titles(current_entries(current_publications(), "de")) == ["Nr. 1 (de)"]


def test_a_hidden_version_in_between_is_passed_over(client):  # D3 D5
    first = version(1)
    hidden = version(2, first, groups=[make_working_group()])
    third = version(3, hidden)
    [entry] = publication_entries([third], "de")
    assert titles(entry.earlier) == ["Nr. 1 (de)"]
    assert publication_entries([first], "de")[0].newest.title == "Nr. 3 (de)"
    make_list(make_home())
    text = text_of(client, "/de/entwuerfe/")
    traces = (hidden.public_id, hidden.files.get().public_id, "Nr. 2")
    assert [trace for trace in traces if trace in text] == []


def test_before_its_release_a_version_supersedes_nothing():  # D2 D5
    first = version(1)
    second = version(2, first, days=1)
    announced, current = publication_entries([second, first], "de")
    assert (announced.is_released, announced.earlier, current.is_superseded) == (False, [], False)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        released, old = publication_entries([second, first], "de")
    assert (titles(released.earlier), old.is_superseded) == (["Nr. 1 (de)"], True)


def test_versions_that_supersede_each_other_do_not_loop():  # D5
    first = version(1)
    second = version(2, first)
    Publication.objects.filter(pk=first.pk).update(supersedes=second)
    entries = publication_entries(Publication.objects.order_by("version"), "de")
    assert [(entry.title, entry.is_superseded) for entry in entries] == [("Nr. 1 (de)", True), ("Nr. 2 (de)", True)]
    Publication.objects.filter(pk=second.pk).update(supersedes=None)
    Publication.objects.filter(pk=first.pk).update(supersedes=first)
    assert titles(publication_entries([first], "de")) == ["Nr. 1 (de)"]


@pytest.mark.parametrize("number", [1, 3])
def test_chains_cost_three_queries_however_many_and_long(number, django_assert_num_queries):  # D5
    newest = []
    for chain in range(number):
        before = None
        for step in range(1, number + 2):
            before = version(10 * chain + step, before, days=-60 + 10 * chain + step, languages=("de", "en"))
        newest.append(before)
    with django_assert_num_queries(3):  # the links, the versions, the files
        entries = publication_entries(newest, "de")
    assert [len(entry.earlier) for entry in entries] == [number] * number


def test_the_list_shows_the_newest_of_everything_with_the_newest_first(client):  # D5
    version(1)
    old = version(2)
    middle = version(4, old, languages=("de", "en"))
    newest = version(6)
    make_list(make_home())
    assert titles(client.get("/de/entwuerfe/").context["publications"]()) == ["Nr. 6 (de)", "Nr. 4 (de)", "Nr. 1 (de)"]
    text = text_of(client, "/de/entwuerfe/")
    places = [text.index(f'id="{one.public_id}"') for one in (newest, middle, old)]
    assert places == sorted(places)
    with translation.override("de"):
        summary = translation.ngettext("%(number)s earlier version", "%(number)s earlier versions", 1) % {"number": 1}
    assert text.count(f"<summary>{summary}</summary>") == text.count("<details class") == 1


def test_the_list_says_when_there_is_nothing(client):  # D5
    make_list(make_home())
    text = text_of(client, "/de/entwuerfe/")
    with translation.override("de"):
        assert translation.gettext("There is nothing to download yet.") in text
    assert "publication-title" not in text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_queries_however_long(client, django_assert_num_queries, number):  # D5
    make_list(make_home())
    for chain in range(number):
        version(10 * chain + 2, version(10 * chain + 1, days=-60 + chain), days=-30 + chain)
    client.get("/de/entwuerfe/")
    with django_assert_num_queries(LIST_QUERIES):
        assert len(client.get("/de/entwuerfe/").context["publications"]()) == number


# Nine until Wagtail serves the page; the drafts: those announced, the links, the versions, the files; around the page:
# homes, restricted parts, frame, translations, breadcrumbs.
LIST_QUERIES = 20


def test_an_old_version_alone_on_a_page_names_the_newest_with_type_and_size(client):  # D4 D5
    old = version(1)
    newest = version(2, old)
    page = add_page(make_home(), "Archiv", ContentPage, slug="archiv", body=[("publications", [old])])
    text = text_of(client, page.url)
    file = newest.files.get()
    shown = re.sub(r' data-printed="[^"]*"', "", text)
    assert f'<a href="{file_url(file)}" hreflang="de"><bdi lang="de">Nr. 2 (de)</bdi></a> <span' in shown
    assert "(PDF, " in text
    assert 'id="' + old.public_id not in text


@pytest.mark.parametrize(
    ("days", "until_next"),
    [([-2, -1], None), ([-2, 3], 3), ([1, 2], 1), ([5, -1], 5)],
)
def test_the_next_release_counts_what_is_shown_and_what_will_supersede_it(days, until_next):  # D2 D5
    first = version(1, days=days[0])
    version(2, first, days=days[1])
    moment = None if until_next is None else NOW + timedelta(days=until_next)
    assert next_release([first], NOW) == moment


def test_the_next_release_tells_nothing_of_what_is_not_for_everybody():  # D3
    shown = version(1)
    version(2, shown, days=1, groups=[make_working_group()])
    other = version(3, days=2, groups=[make_working_group("Arbeitsgruppe 2")])
    assert next_release([shown, other], NOW) is None


@pytest.mark.parametrize(("seconds", "kept"), [(600, MOST_SECONDS), (0.5, 0)])
def test_no_cache_keeps_a_page_beyond_the_release_of_a_newer_version(client, seconds, kept):  # D2
    old = version(1)
    Publication.objects.filter(pk=version(2, old).pk).update(release_at=timezone.now() + timedelta(seconds=seconds))
    page = add_page(make_home(), "Archiv", ContentPage, slug="archiv", body=[("publications", [old])])
    response = client.get(page.url)
    assert response["Cache-Control"] == f"public, max-age=0, s-maxage={kept}"
    assert response.wsgi_request.META[KEPT].until == Publication.objects.get(version=2).release_at


def test_the_list_of_downloads_comes_in_parts_without_what_is_superseded(client, monkeypatch):  # D5 F1
    monkeypatch.setattr("downloads.pages.publication_index_page.DRAFTS_AT_ONCE", 2)
    first = version(1)
    version(2, first)
    for number in (3, 4):
        version(number)
    page = make_list(make_home())
    parts = [client.get(f"{page.url}{query}") for query in ("", "?page=2")]
    assert [len(part.context["publications"]()) for part in parts] == [2, 1]
    shown = [entry.title for part in parts for entry in part.context["publications"]()]
    assert sorted(shown) == ["Nr. 2 (de)", "Nr. 3 (de)", "Nr. 4 (de)"]
