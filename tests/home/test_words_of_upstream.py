"""What Wagtail takes from elsewhere is German too, and what its own catalogue lacks."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import polib
import pytest
import taggit
import wagtail
import wagtail_localize
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from django.utils.translation.trans_real import DjangoTranslation

from cms import words_of_upstream

FOLDERS = [Path(package.__file__).parent for package in (wagtail, wagtail_localize, taggit)]
# Written alike in both languages.
SAME_IN_GERMAN = {
    *("Admin", "Administrator", "Code", "Filter", "Format", "Layout", "Link", "Maximum", "Minimum", "Name", "System"),
    *("Status", "Status %(status)s", "Wagtail API v2", "Workflow", "Workflows"),
    *("%(field_label)s:", "%(range_start)s - %(range_end)s", "%(related_model_name)s %(field_label)s"),
    "%(status_display)s %(task_name)s %(started_at)s",
}
# Apps of theirs that we have not installed.
NOT_OURS = re.compile("contrib/(?!typed_table_block)|wagtail/(?:test|locales)/")
# Programmers' words, or no German, or familiar where we say "Sie".
NOT_FOR_EDITORS = re.compile(
    r"\b(?:the|of|and|with|Locales?|Root|Alias\w*|Reviewer\w*|Snippets?|Schnipsel\w*|Slugs?|Explorer|Hook\w*|Chooser|"
    r"Content|True|False|Home|Update|Breadcrumb|Blockzitat|Live|Go-Live)\b|-Objekt|PO Datei|In Moderation|"
    r"\b(?:du|dir|dich|dein\w*|euch|eure\w*)\b|"
    r"^(?:Lade|Klicke|Wähle|Gib|Lösche|Füge|Nutze|Verwende|Ziehe|Prüfe|Benutze|Synchronisiere|Bearbeite)\b"
)


def catalogues(language: str, domain: str = "django") -> Iterator[polib.POEntry]:
    """Each entry of their catalogues of one language, for the apps that are installed."""
    for folder in FOLDERS:
        for path in sorted(folder.rglob(f"locale/{language}/LC_MESSAGES/{domain}.po")):
            if not NOT_OURS.search(str(path.relative_to(folder.parent))):
                yield from (entry for entry in polib.pofile(str(path)) if not entry.obsolete)


@pytest.fixture(scope="module")
def words_in_wagtail() -> str:
    """All that their templates, views and catalogues say, without line breaks, as catalogues do."""
    files = [path for folder in FOLDERS for kind in ("*.html", "*.py") for path in sorted(folder.rglob(kind))]
    source = " ".join(" ".join(path.read_text().split()) for path in files)
    known = [text for entry in catalogues("en") for text in (entry.msgid, entry.msgid_plural)]
    return re.sub(r"{{ (\w+) }}", r"%(\1)s", source) + "\n".join(known)


def test_when_something_was_asked_for_is_told_in_german():  # E6
    assert naturaltime(timezone.now() - timedelta(hours=2, minutes=1)).replace("\xa0", " ") == "vor 2 Stunden"


@pytest.mark.parametrize("text", words_of_upstream.TEXTS)
def test_a_text_that_wagtail_does_not_say_in_good_german_is_ours(text, words_in_wagtail):  # A8
    assert text in words_in_wagtail
    with translation.override("de"):
        ours = gettext(text)
    assert (NOT_FOR_EDITORS.search(ours), ours == text) == (None, False)
    names = re.compile(r"%\(\w+\)s")
    assert Counter(names.findall(ours)) == Counter(names.findall(text))


@pytest.mark.parametrize("texts", words_of_upstream.PLURALS)
def test_what_is_counted_is_said_in_german(texts, words_in_wagtail):  # A8
    assert [text in words_in_wagtail for text in texts] == [True, True]
    with translation.override("de"):
        ours = [ngettext(*texts, number) for number in (1, 2)]
    assert [NOT_FOR_EDITORS.search(text) for text in ours] == [None, None]
    assert set(ours) & set(texts) == set()


def test_nothing_else_of_theirs_is_english_familiar_or_a_programmers_word():  # E1 O4
    german = DjangoTranslation("de")
    texts = {
        (entry.msgctxt, form)
        for entry in catalogues("en")
        for form in (entry.msgid, entry.msgid_plural)
        if form and re.search("[a-z]{3}", form)
    }
    said = {}
    for context, text in texts:
        said[text] = german.pgettext(context, text) if context else german.gettext(text)
    for entry in catalogues("en"):
        if entry.msgid_plural:
            said[entry.msgid], said[entry.msgid_plural] = (
                german.ngettext(entry.msgid, entry.msgid_plural, number) for number in (1, 2)
            )
    left = {text: words for text, words in said.items() if NOT_FOR_EDITORS.search(words)}
    assert left == {}
    assert {text for text, words in said.items() if words == text} == SAME_IN_GERMAN


def test_their_scripts_speak_german_too():  # E1 O4
    folders = [str(folder / "locale") for folder in (FOLDERS[0] / "admin", FOLDERS[1])]
    german = DjangoTranslation("de", domain="djangojs", localedirs=folders)
    texts = {entry.msgid for entry in catalogues("en", "djangojs")}
    said = {text: german.gettext(text) for text in texts}
    assert {text: words for text, words in said.items() if NOT_FOR_EDITORS.search(words)} == {}
    assert {text for text, words in said.items() if words == text and re.search("[a-z]{3}", text)} == {
        "Fair",
        "%(time_zone_option)s: %(localized_time_zone_label)s",
    }


@pytest.mark.django_db
def test_ticks_and_crosses_in_lists_are_read_aloud_in_german(admin_client):  # A8
    from tests.builders import make_event_row

    make_event_row()
    make_event_row(live=False)
    page = admin_client.get("/admin/snippets/events/event/").content.decode()
    read = re.findall(r'#icon-(check|cross)"></use>\s*</svg>\s*<span class="w-sr-only">\s*(\w+)', page)
    assert sorted(read) == [("check", "Ja"), ("cross", "Nein")]
