"""A file that is older than the German one says so, and leads there."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import translation

from downloads.files.file_names import file_url
from downloads.pages.entries import publication_entries
from home.models import ContentPage
from tests.builders import add_page, make_home, translate
from tests.downloads.publications import add_file, make_publication, pdf_bytes

pytestmark = pytest.mark.django_db

RELEASE = datetime(2027, 5, 31, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(RELEASE + timedelta(days=7), tick=False) as traveller:
        yield traveller


@pytest.fixture
def publication():
    """A publication in three languages; three days after its release the German file was replaced."""
    with time_machine.travel(RELEASE, tick=False):
        publication = make_publication(release_at=RELEASE)
        german = add_file(publication, "de", "Analyse")
        add_file(publication, "en", "Analysis")
        add_file(publication, "uk", "Аналіз")
    with time_machine.travel(RELEASE + timedelta(days=3), tick=False):
        german.file = ContentFile(pdf_bytes(5), name="neu.pdf")
        german.save()
    return publication


def page_in(language, publication):
    page = add_page(make_home(), "Entwürfe", ContentPage, slug="entwuerfe", body=[("publications", [publication])])
    return page if language == "de" else translate(page, language)


def outdated(entry):
    return [file.language_code for file in [entry.file, *entry.others] if file and file.newer_german]


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_files_older_than_the_german_one_are_marked_in_every_language(publication, language):  # D9
    [entry] = publication_entries([publication], language)
    assert sorted(outdated(entry)) == ["en", "uk"]


def test_a_file_that_is_still_right_is_not_marked(publication):  # D9
    english = publication.files.get(language="en")
    english.tie_to_german()
    assert outdated(publication_entries([publication], "en")[0]) == ["uk"]


def without_printed_addresses(html: str) -> str:
    return re.sub(r' data-printed="[^"]*"', "", html)


def test_readers_are_told_since_when_and_led_to_the_german_file(client, publication):  # D9
    page = page_in("en", publication)
    text = without_printed_addresses(re.sub(r"\s+", " ", client.get(page.url).text))
    german = publication.files.get(language="de")
    [notice] = re.findall(r'<p class="notice notice-warn">(.*?)</p>', text)
    assert notice.strip().startswith(
        "This file is older than the German one, which was changed on 3 June 2027. "
        f'<a href="{file_url(german)}" hreflang="de"><bdi lang="de">Deutsch</bdi>'
        '<span class="visually-hidden">: <bdi>Analysis</bdi></span></a> <span class="meta">(PDF, '
    )


def test_in_the_list_of_other_languages_the_mark_is_short(client, publication):  # D9
    page = page_in("de", publication)
    text = re.sub(r"\s+", " ", client.get(page.url).text)
    with translation.override("de"):
        mark = translation.gettext("older than the German file")
    marked = re.findall(
        rf'hreflang="([a-z]+)"><bdi[^>]*>[^<]*</bdi><span class="visually-hidden">: <bdi>[^<]*</bdi></span></a> '
        rf'<span[^>]*>[^<]*</span> <span class="meta">{mark}<',
        text,
    )
    assert marked == ["en", "uk"]
    assert "notice-warn" not in text


def test_before_the_release_nothing_is_said(publication):  # D2 D9
    with time_machine.travel(RELEASE - timedelta(seconds=1), tick=False):
        [entry] = publication_entries([publication], "en")
    assert (entry.file, entry.others) == (None, [])
