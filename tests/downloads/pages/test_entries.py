"""Publications on pages: to everybody alike, in the page's language, every other language marked as such."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template.loader import render_to_string
from django.utils import timezone, translation

from downloads.files.file_names import file_url
from downloads.models import Publication, PublicationIndexPage
from downloads.models.enums import Stage
from downloads.pages.entries import publication_entries, version_label
from home.demo.pdf import make_pdf
from home.models import ContentPage, ProcessPage
from tests.builders import add_page, make_home, make_staff, translate
from tests.downloads.publications import add_file, make_publication, make_working_group
from tests.shared_cache import SharedCache

pytestmark = pytest.mark.django_db

RELEASE = datetime(2027, 5, 31, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def in_three_languages(publication):
    return {
        "de": add_file(publication, "de", "Analyse, 2. Entwurf"),
        "en": add_file(publication, "en", "Analysis, 2nd draft"),
        "de-simple": add_file(publication, "de-simple", "Der 2. Entwurf in Einfacher Sprache"),
    }


def languages_of(files):
    return [file.language_code for file in files]


def page_with(publications, home, **fields):
    return add_page(home, "Entwürfe", ContentPage, slug="entwuerfe", body=[("publications", publications)], **fields)


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "title", "others"),
    [
        ("de", "Analyse, 2. Entwurf", ["en", "de-simple"]),
        ("en", "Analysis, 2nd draft", ["de", "de-simple"]),
        ("de-simple", "Der 2. Entwurf in Einfacher Sprache", ["de", "en"]),
    ],
)
def test_readers_of_each_language_find_their_own_file(language, title, others):  # D4
    publication = make_publication()
    files = in_three_languages(publication)
    [entry] = publication_entries([publication], language)
    assert (entry.title, entry.lang) == (title, "")
    assert (entry.file.url, entry.file.language_code) == (file_url(files[language]), language)
    assert languages_of(entry.others) == others


@pytest.mark.parametrize(
    ("in_languages", "title_language"), [(["en", "de"], "de"), (["en", "uk"], "en"), (["de-simple"], "de-simple")]
)
def test_a_missing_language_shows_the_others_each_marked_as_what_it_is(in_languages, title_language):  # D4
    publication = make_publication()
    for code in in_languages:
        add_file(publication, code, f"Titel {code}")
    [entry] = publication_entries([publication], "fr")
    assert entry.file is None
    assert (entry.title, entry.lang) == (f"Titel {title_language}", title_language)
    assert languages_of(entry.others) == in_languages


def test_simple_german_readers_are_not_given_the_german_file_as_theirs():  # D4
    publication = make_publication()
    add_file(publication, "de")
    [entry] = publication_entries([publication], "de-simple")
    assert (entry.file, entry.lang, languages_of(entry.others)) == (None, "de", ["de"])


def test_the_language_of_the_page_is_taken_where_none_is_named():  # D4
    publication = make_publication()
    in_three_languages(publication)
    with translation.override("en"):
        assert publication_entries([publication])[0].title == "Analysis, 2nd draft"


def test_a_file_tells_type_size_pages_date_language_and_access():  # D1
    with time_machine.travel(datetime(2027, 3, 1, 23, 30, tzinfo=ZoneInfo("UTC")), tick=False):
        publication = make_publication(release_at=timezone.now() - timedelta(days=1))
        text = {"title": "Titel", "subtitle": "", "sections": []}
        content = make_pdf("de", text)
        add_file(publication, "de", content=content, what_changed="Neu: Fragen.")
        add_file(publication, "uk", "Аналіз")
        [entry] = publication_entries([publication], "de")
    own, other = entry.file, entry.others[0]
    assert (own.type_label, own.size, own.pages, own.is_tagged) == ("PDF", len(content), 2, True)
    assert (own.date, own.language_name, own.what_changed) == (date(2027, 3, 2), "Deutsch", "Neu: Fragen.")
    assert (other.language_name, other.is_tagged, other.title) == ("Українська", False, "Аналіз")


def test_the_date_of_a_file_uploaded_early_is_that_of_the_release():  # D1
    with time_machine.travel(RELEASE - timedelta(days=20), tick=False):
        publication = make_publication(release_at=RELEASE)
        add_file(publication)
    with time_machine.travel(RELEASE + timedelta(days=3), tick=False):
        assert publication_entries([publication], "de")[0].file.date == date(2027, 5, 31)


@pytest.mark.parametrize(
    ("version", "stage", "language", "label"),
    [
        (1, Stage.DRAFT, "en", "1st draft"),
        (2, Stage.DRAFT, "en", "2nd draft"),
        (5, Stage.DRAFT, "en", "5th draft"),
        (6, Stage.DRAFT, "en", "draft 6"),
        (3, Stage.FINAL, "en", "Final version"),
    ],
)
def test_a_version_has_a_name_for_readers(version, stage, language, label):  # D1
    with translation.override(language):
        assert version_label(Publication(version=version, stage=stage)) == label


def test_before_the_release_the_entry_holds_no_address_and_says_from_when():  # D2
    publication = make_publication(release_at=RELEASE)
    in_three_languages(publication)
    with time_machine.travel(RELEASE - timedelta(seconds=1), tick=False):
        [entry] = publication_entries([publication], "de")
    assert (entry.is_released, entry.release_at, entry.file, entry.others) == (False, RELEASE, None, [])
    with time_machine.travel(RELEASE, tick=False):
        [entry] = publication_entries([publication], "de")
    assert entry.is_released
    assert (entry.file.language_code, languages_of(entry.others)) == ("de", ["en", "de-simple"])


def test_what_not_everybody_may_know_of_is_left_out():  # D2 D3
    shown = make_publication("shown")
    group = make_working_group("Arbeitsgruppe 1")
    hidden = [make_publication("group", groups=[group]), make_publication("no date", days=None)]
    for publication in [shown, *hidden]:
        add_file(publication, title=publication.name)
    without_files = make_publication("no file")
    entries = publication_entries([hidden[0], shown, None, hidden[1], without_files], "de")
    assert [entry.title for entry in entries] == ["shown"]


@pytest.mark.parametrize("number", [1, 3])
def test_entries_cost_two_queries(number, django_assert_num_queries):  # D4
    publications = [make_publication(f"Nr. {n}") for n in range(number)]
    for publication in publications:
        in_three_languages(publication)
    with django_assert_num_queries(2):
        entries = publication_entries(publications, "de")
    assert [len(entry.others) for entry in entries] == [2] * number


def test_no_publication_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert publication_entries([], "de") == []


def test_a_page_that_nobody_touches_shows_the_date_before_and_the_download_after(client):  # D2
    home = make_home()
    with time_machine.travel(RELEASE - timedelta(days=30), tick=False):
        publication = make_publication(release_at=RELEASE)
        file = add_file(publication)
        page = page_with([publication], home)
    with time_machine.travel(RELEASE - timedelta(seconds=1), tick=False):
        before = text_of(client, page.url)
    with time_machine.travel(RELEASE, tick=False):
        after = text_of(client, page.url)
    with translation.override("de"):
        announcement = translation.gettext("Available from %(date)s.") % {"date": "31.\u00a0Mai\u00a02027, 09:00"}
    assert [announcement in text for text in (before, after)] == [True, False]
    assert [f'href="{file_url(file)}"' in text for text in (before, after)] == [False, True]
    assert file.public_id not in before


def test_a_cache_before_the_site_does_not_hide_a_release(client):  # D2
    home = make_home()
    with time_machine.travel(RELEASE - timedelta(days=30), tick=False):
        publication = make_publication(release_at=RELEASE)
        address = file_url(add_file(publication))
        pages = [page_with([publication], home), add_page(home, "Alle", PublicationIndexPage, slug="alle")]
    cache = SharedCache(client)
    seen = {}
    for seconds in (-20, -0.5, 0, 0.5):
        with time_machine.travel(RELEASE + timedelta(seconds=seconds), tick=False):
            seen[seconds] = [address in cache.get(page.url).content.decode() for page in pages]
    assert seen == {-20: [False, False], -0.5: [False, False], 0: [True, True], 0.5: [True, True]}
    assert cache.asked == 3 * len(pages)


def test_a_group_publication_on_a_page_leaves_no_trace_whoever_looks(client, django_user_model):  # D3
    home = make_home()
    group = make_working_group("Arbeitsgruppe 1")
    publication = make_publication("internal", groups=[group])
    file = add_file(publication, title="Internes Papier")
    page = page_with([publication], home)
    anonymous = text_of(client, page.url)
    member = django_user_model.objects.create_user("member")
    group.members.add(member)
    client.force_login(member)
    as_member = text_of(client, page.url)
    client.force_login(make_staff("editor", "downloads.change_publication"))
    as_editor = text_of(client, page.url)
    assert anonymous == as_member == as_editor
    assert [trace for trace in ("Internes Papier", "internal", file.public_id) if trace in anonymous] == []


def test_every_link_to_a_file_tells_its_language_type_and_size(client):  # D4
    home = make_home()
    publication = make_publication()
    files = [add_file(publication, "de", "Analyse"), add_file(publication, "de-simple", "Einfach")]
    page = translate(page_with([publication], home), "en")
    html = re.sub(r"\s+", " ", text_of(client, page.url))
    for file, name in zip(files, ["Deutsch", "Einfache Sprache"], strict=True):
        [item] = re.findall(rf'<li> <a href="{file_url(file)}".*?</li>', html)
        assert f'hreflang="{file.language}"' in item
        assert f'lang="{file.language}">{name}<' in item
        assert "(PDF, " in item
    assert '<h2 class="publication-title" lang="de" dir="auto">Analyse</h2>' in html


def test_a_step_of_the_process_shows_its_drafts(client):  # P3 D4
    publication = make_publication()
    file = add_file(publication)
    step = {"title": "Entwurf", "when": "Sommer", "state": "now", "text": "<p>Text</p>", "publications": [publication]}
    page = add_page(make_home(), "Ablauf", ProcessPage, slug="ablauf", steps=[("step", step)])
    html = text_of(client, page.url)
    assert html.count(f'href="{file_url(file)}"') == 1
    assert "ListValue" not in html


def test_the_component_writes_titles_as_text():  # X6
    publication = make_publication()
    add_file(publication, "en", "<script>alert(1)</script>")
    [entry] = publication_entries([publication], "de")
    html = render_to_string("downloads/components/publication.html", {"entry": entry, "level": 3})
    assert ("<script>" in html, "&lt;script&gt;" in html) == (False, True)


def test_the_title_of_a_draft_is_a_heading_below_the_last_one(client):  # A1 D4
    publication = make_publication()
    add_file(publication)
    publications = ("publications", [publication])
    home = make_home()
    levels = {}
    for name, body in {"first": [publications], "below": [("heading", {"text": "Entwürfe"}), publications]}.items():
        page = add_page(home, name, slug=name, body=body)
        levels[name] = re.findall(r'<h(\d) class="publication-title"', text_of(client, page.url))
    assert levels == {"first": ["2"], "below": ["3"]}
