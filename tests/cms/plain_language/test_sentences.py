"""The splitter: German full stops that end no sentence."""

import pytest

from cms.plain_language.sentences import sentences, words

ONE = [
    "Das Treffen beginnt um 18.30 Uhr im Rathaus.",
    "Bringen Sie etwas mit, z. B. Ihren Entwurf.",
    "Bringen Sie etwas mit, z.B. Ihren Entwurf.",
    "Z. B. Vereine können teilnehmen.",
    "Der Eintritt ist frei, d. h. Sie zahlen nichts.",
    "Wir treffen uns am 3. März im Rathaus.",
    "Das war vom 3. bis zum 5. März.",
    "Das Büro ist im 2. Stock.",
    "Bitte lesen Sie Nr. 5 und Abs. 2 genau.",
    "Dr. Muster begrüßt die Gäste.",
    "Es kommen u. a. Vereine und Schulen.",
    "Tische, Stühle usw. stehen bereit.",
    "Die Miete beträgt ca. 3.500 Euro im Jahr.",
    "Man braucht i. d. R. Zeit.",
    "Wir warten … und warten.",
    "„Kommen Sie!“, rief eine Frau.",
    "„Wer spricht?“ fragte jemand.",
    "Frau A. Beispiel leitet die Runde.",
    "Ohne Punkt am Ende",
]
SEVERAL = [
    ("Es war 2021. Danach kam der Plan.", ["Es war 2021.", "Danach kam der Plan."]),
    ("Sie haben Platz 12. Kommen Sie bitte.", ["Sie haben Platz 12.", "Kommen Sie bitte."]),
    ("Er fragte: „Wer spricht?“ Niemand sprach.", ["Er fragte: „Wer spricht?“", "Niemand sprach."]),
    ("Es gibt Tee, Saft usw. Essen gibt es auch.", ["Es gibt Tee, Saft usw.", "Essen gibt es auch."]),
    ("Warten Sie … Gleich geht es los!", ["Warten Sie …", "Gleich geht es los!"]),
    ("Kommen Sie? Gut! Bis dann.", ["Kommen Sie?", "Gut!", "Bis dann."]),
    ("Wir fangen um 18.30 Uhr an. 20 Plätze sind frei.", ["Wir fangen um 18.30 Uhr an.", "20 Plätze sind frei."]),
    ("So geht es\nLesen\nAnmelden", ["So geht es", "Lesen", "Anmelden"]),
    ("(Das ist neu.) Das ist alt.", ["(Das ist neu.)", "Das ist alt."]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize("text", ONE)
def test_a_full_stop_inside_ends_nothing(text):  # L11
    assert sentences(text) == [text]


@pytest.mark.parametrize(("text", "expected"), SEVERAL, ids=[text for text, _ in SEVERAL])
def test_sentences_are_told_apart(text, expected):  # L11
    assert sentences(text) == expected


def test_words_know_where_they_stand():  # L11
    sentence = "Das Migrations·konzept-Team kommt um 18.30 Uhr."
    found = words(sentence)
    assert [word.text for word in found] == ["Das", "Migrations·konzept-Team", "kommt", "um", "18.30", "Uhr"]
    assert [sentence[word.start : word.end] for word in found] == [word.text for word in found]
