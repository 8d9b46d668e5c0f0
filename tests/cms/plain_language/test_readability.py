"""The measures tell officialese from plain German."""

import pytest

from cms.plain_language.hints.hint import Severity
from cms.plain_language.readability import Ease, readability
from cms.plain_language.report import report
from cms.plain_language.sentences import sentences
from cms.plain_language.syllables import syllables
from tests.cms.plain_language.corpora import OFFICIALESE, PLAIN

SYLLABLES = {
    "sie": 1,
    "Rat": 1,
    "18.30": 2,
    "aber": 2,
    "Abend": 2,
    "Oma": 2,
    "Ehe": 2,
    "Ämter": 2,
    "Idee": 2,
    "schreiben": 2,
    "Familie": 3,
    "Entwürfe": 3,
    "Antragstellung": 4,
    "Inanspruchnahme": 5,
    "Ausländer-Beirat": 5,
}


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllables_are_counted_as_they_are_spoken(word):  # L11
    assert syllables(word) == SYLLABLES[word]


def test_the_corpora_hold_what_they_say():  # L11
    assert (len(sentences(OFFICIALESE)), len(sentences(PLAIN))) == (13, 15)


def test_both_formulas_separate_the_corpora():  # L11
    hard, easy = readability(sentences(OFFICIALESE)), readability(sentences(PLAIN))
    assert (hard.lix_ease, hard.wstf_ease) == (Ease.VERY_HARD, Ease.VERY_HARD)
    assert (easy.lix_ease, easy.wstf_ease) == (Ease.VERY_EASY, Ease.VERY_EASY)


def test_hints_separate_the_corpora():  # L11
    hard, easy = (report([text], "de") for text in (OFFICIALESE, PLAIN))
    assert (len(hard.sentences), easy.sentences) == (13, [])
    simple_hard, simple_easy = (report([text], "de-simple") for text in (OFFICIALESE, PLAIN))
    assert {sentence.severity for sentence in simple_hard.sentences} == {Severity.LARGE}
    assert simple_easy.sentences == []


def test_the_formulas_are_those_of_their_authors():  # L11
    # 6 words in a sentence, 6 sentences: 36 words, a third of them long, a third with three syllables, half with one
    values = readability(["Das Rathaus steht in der Altstadt."] * 6)
    assert (round(values.lix, 2), round(values.wstf, 2)) == (
        round(6 + 100 * 2 / 6, 2),
        round(0.1672 * 6 + 0.1297 * 100 * 2 / 6 - 0.0327 * 100 * 4 / 6 - 0.875, 2),
    )


def test_a_few_words_are_not_measured():  # L11
    assert readability(["Das Rathaus steht in der Altstadt."]) is None
    assert readability([]) is None


def test_headings_and_buttons_make_a_text_no_easier():  # L11
    text = sentences(OFFICIALESE)
    assert readability([*text, "Zum Plan", "Kontakt", "Mehr lesen"]) == readability(text)
