"""What Wagtail takes from elsewhere is German too, and what its own catalogue lacks."""

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import wagtail
import wagtail_localize
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from cms import words_of_upstream

TEXTS = [
    text
    for texts in (
        words_of_upstream.LISTING,
        words_of_upstream.QUESTIONS,
        words_of_upstream.EDITING,
        words_of_upstream.LOCALES,
        words_of_upstream.APPROVAL,
    )
    for text in texts
]


@pytest.fixture(scope="module")
def words_in_wagtail() -> str:
    """All that the templates and views of Wagtail and wagtail-localize say, without line breaks, as catalogues do."""
    folders = [Path(package.__file__).parent for package in (wagtail, wagtail_localize)]
    files = [path for folder in folders for kind in ("*.html", "*.py") for path in sorted(folder.rglob(kind))]
    source = " ".join(" ".join(path.read_text().split()) for path in files)
    return re.sub(r"{{ (\w+) }}", r"%(\1)s", source)


def test_when_something_was_asked_for_is_told_in_german():  # E6
    assert naturaltime(timezone.now() - timedelta(hours=2, minutes=1)).replace("\xa0", " ") == "vor 2 Stunden"


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_wagtail_does_not_say_in_good_german_is_ours(text, words_in_wagtail):  # A8
    assert text in words_in_wagtail
    with translation.override("de"):
        ours = gettext(text)
    assert (bool(re.search(r"\b(?:the|of|this|with)\b|-Objekt", ours)), ours == text) == (False, False)
    names = re.compile(r"%\(\w+\)s")
    assert Counter(names.findall(ours)) == Counter(names.findall(text))


def test_how_often_something_is_used_is_said_in_german(words_in_wagtail):  # A8
    assert [text in words_in_wagtail for text in words_of_upstream.USAGE] == [True, True]
    with translation.override("de"):
        told = [ngettext(*words_of_upstream.USAGE, number) for number in (1, 2)]
    assert [text % {"model_name": "Ort", "usage_count": number} for number, text in enumerate(told, 1)] == [
        "Ort: wird an 1 Stelle verwendet.",
        "Ort: wird an 2 Stellen verwendet.",
    ]


@pytest.mark.django_db
def test_ticks_and_crosses_in_lists_are_read_aloud_in_german(admin_client):  # A8
    from tests.builders import make_event_row

    make_event_row()
    make_event_row(live=False)
    page = admin_client.get("/admin/snippets/events/event/").content.decode()
    read = re.findall(r'#icon-(check|cross)"></use>\s*</svg>\s*<span class="w-sr-only">\s*(\w+)', page)
    assert sorted(read) == [("check", "Ja"), ("cross", "Nein")]
