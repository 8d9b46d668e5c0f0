"""What a translated sentence may hold, whoever wrote it."""

import pytest

from cms.languages.translating.sentence_check import LINKS, MARKUP, TITLE_TOO_LONG, problem

GERMAN = 'Lesen Sie <a id="a1">den Plan</a> und <a id="a2">die Karte</a>.'


@pytest.mark.parametrize(
    "text",
    [
        'Read <a id="a2">the map</a> and <a id="a1">the <b>plan</b></a>.',
        'Read <a id="a1">the plan</a><br/>and <i>then</i> <a id="a2">the map</a>.',
    ],
)
def test_the_same_links_in_any_order_are_right(text):  # L12
    assert problem(GERMAN, text, "body") == ""


@pytest.mark.parametrize(
    "text",
    [
        'Read <a id="a1">the plan</a>.',
        'Read <a id="a1">the plan</a> and <a id="a1">the map</a>.',
        'Read <a id="a1">the plan</a>, <a id="a2">the map</a> and <a id="a3">more</a>.',
        'Read <a id="a1">the plan</a>, <a id="a2">the map</a> and <a id="a2">the map</a>.',
        "Read the plan and the map.",
    ],
)
def test_each_link_of_the_german_sentence_stands_there_once(text):  # L12
    assert problem(GERMAN, text, "body") == str(LINKS)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<a id="a1" onclick="x()">a</a>',
        '<a href="javascript:x()">a</a>',
        "<img src=x>",
        "a<!-- b -->",
        "a<!--><script>x()</script>-->",
        "a\x00b",
        "a\x1bb",
    ],
)
def test_other_markup_and_controls_are_refused(text):  # X6 L12
    assert problem("Ein Satz.", text, "body") == str(MARKUP)


def test_a_title_fits_into_its_column():  # L12
    assert [problem("Titel", "x" * length, "title") for length in (255, 256)] == ["", str(TITLE_TOO_LONG)]
    assert problem("Titel", "x" * 256, "summary") == ""
