"""What goes to a machine in the place of words that it may not translate, and comes back."""

import pytest

from cms.languages.translating.fixed_words import mark

WORDS = [("Haushalt der Stadt", "city budget"), ("Haushalt", "budget"), ("Grün & Blau", "Grün & Blau"), ("b", "c")]


@pytest.mark.parametrize(
    ("german", "text"),
    [
        ("Der Haushalt.", 'Der <x id="w0">budget</x>.'),
        ("Haushalt der Stadt, Haushalt", '<x id="w0">city budget</x>, <x id="w1">budget</x>'),
        ("Bürgerhaushalt, Haushaltsplan, haushalt", "Bürgerhaushalt, Haushaltsplan, haushalt"),
        ("<b>Haushalt</b>", '<b><x id="w0">budget</x></b>'),
        ("Grün &amp; Blau", '<x id="w0">Grün &amp; Blau</x>'),
        ("", ""),
    ],
)
def test_whole_words_go_out_in_marks_and_tags_stay(german, text):  # L13
    assert mark(german, WORDS).text == text


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ('<x id="w1">city</x> and <x id="w0">money</x>', "city budget and budget"),
        ('<x id="w0"/> and <x id="w1"></x>', "budget and city budget"),
        ('<x id="w0">a</x>', ""),
        ('<x id="w0">a</x><x id="w0">a</x><x id="w1">b</x>', ""),
        ('<x id="w0">a</x><x id="w1">b</x><x id="w2">c</x>', ""),
        ("budget and city budget", ""),
        (f'<x id="w{"1" * 5000}">a</x>', ""),
    ],
)
def test_each_mark_comes_back_once_in_any_order(answer, text):  # L13
    assert mark("Haushalt und Haushalt der Stadt", WORDS).restored(answer) == text


def test_without_words_nothing_is_marked():  # L13
    marked = mark("Der Haushalt", [])
    assert (marked.text, marked.restored("The household")) == ("Der Haushalt", "The household")
