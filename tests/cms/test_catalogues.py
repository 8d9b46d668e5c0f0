"""The words of the public site: Arabic is written as Arabic, a time is never torn apart, and English sounds English."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

MARKUP = re.compile(r"<[^>]*>|%\(\w+\)[sd]")
# Names of formats, and examples that are typed as they stand.
LATIN_IN_ARABIC = {"ics", "JSON", "QR", "name@example.org", "example.org", "ABC-DEF-GHJ-KMN"}
LATIN = re.compile(r"[A-Za-zÄÖÜäöüß][\w@.-]*\w")
# In simple German a word of more letters is parted by a hyphen or a middle dot.
MOST_LETTERS = 14
LONG_WORD = re.compile(rf"[A-Za-zÄÖÜäöüß]{{{MOST_LETTERS + 1},}}")
TORN_TIME = re.compile(r"(?:\d|%\(\w+\)[sd]) Uhr\b")
# Phrases that no native speaker writes, and a second word for what has one already.
NOT_ENGLISH = re.compile(
    r"mailbox|look into|spelled right|for sure|need not|e-mail|somebody|everybody|can't|don't|"
    r"any more|once more|it stands|stands (?:in|on)|the folder for|in the queue|erased?\b|take back|taken back",
    re.IGNORECASE,
)


def catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"))


def texts(code: str, only: set[str] | None = None) -> list[str]:
    """The translations of a catalogue; ``only`` names the ids."""
    entries = [entry for entry in catalogue(code) if only is None or entry.msgid in only]
    return [text for entry in entries for text in [entry.msgstr, *entry.msgstr_plural.values()] if text]


def public_ids() -> set[str]:
    """What visitors read, and nobody else: the Arabic catalogue holds no more, and no less."""
    return {entry.msgid for entry in catalogue("ar")}


def test_arabic_sentences_have_arabic_punctuation():  # L2
    assert [text for text in texts("ar") if re.search("[?,;]", MARKUP.sub("", text))] == []


def test_nothing_but_names_is_left_in_latin_letters_in_arabic():  # L2
    found = {word for text in texts("ar") for word in LATIN.findall(MARKUP.sub("", text))}
    assert found == LATIN_IN_ARABIC


@pytest.mark.parametrize("code", ["de", "de_Simple"])
def test_no_time_is_torn_from_its_unit(code):  # L1
    assert [text for text in texts(code) if TORN_TIME.search(text)] == []


def test_long_words_are_parted_in_simple_german():  # L6
    assert [text for text in texts("de_Simple", public_ids()) if LONG_WORD.search(MARKUP.sub("", text))] == []


def test_the_public_english_has_no_phrase_of_another_language():  # L1
    ids = public_ids() | {entry.msgid_plural for entry in catalogue("ar") if entry.msgid_plural}
    assert sorted(text for text in ids if NOT_ENGLISH.search(text)) == []
