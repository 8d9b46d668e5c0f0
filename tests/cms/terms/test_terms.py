"""Hard words are explained where they stand; names stay; words to avoid are told to editors."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.terms.hints import missing_names, wrong_words
from cms.terms.marking import mark_words, terms_of
from cms.terms.models import Term
from tests.builders import add_page, make_home, translate
from tests.cms.languages.test_translation_state import locale

pytestmark = pytest.mark.django_db

EXPLANATION = "Ein Plan der Stadt & ihrer Menschen."


def make_term(word="Konzept", code="de", **fields) -> Term:
    term = Term(word=word, locale=locale(code), **{"explanation": EXPLANATION, **fields})
    term.full_clean()
    term.save()
    return term


def marked(html: str) -> str:
    text, _explained = mark_words(f'<div class="prose">{html}</div>', terms_of(locale("de").pk))
    return text.removeprefix('<div class="prose">').removesuffix("</div>")


def link(text: str, anchor: str = "word-konzept") -> str:
    return f'<a class="term" href="#{anchor}" id="{anchor}-text">{text}</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Das Konzept.</p>", f"<p>Das {link('Konzept')}.</p>"),
        ("<p>Des Konzepts, das Konzept</p>", f"<p>Des {link('Konzepts')}, das Konzept</p>"),
        ("<p>Ein <b>Konzept</b></p>", f"<p>Ein <b>{link('Konzept')}</b></p>"),
        ("<p>Konzeptpapier, Teil-Konzept</p>", "<p>Konzeptpapier, Teil-Konzept</p>"),
        ('<p><a href="/x/">Konzept</a></p>', '<p><a href="/x/">Konzept</a></p>'),
        ("<h3>Konzept</h3><p>1 &lt; 2 &amp; Konzept</p>", f"<h3>Konzept</h3><p>1 &lt; 2 &amp; {link('Konzept')}</p>"),
    ],
)
def test_the_first_occurrence_of_a_whole_word_is_marked(html, expected):  # L13
    make_term(forms="Konzepts\nKonzepte")
    assert marked(html) == expected


def test_what_an_editor_writes_stays_text(client):  # L13 X6
    make_term(word="A<b>", explanation="<script>alert(1)</script>")
    page = add_page(make_home(), "Seite", slug="seite", body=[("text", "<p>A&lt;b&gt; hier</p>")])
    text = client.get(page.url).content.decode()
    assert ("<script>alert(1)" in text, "&lt;script&gt;alert(1)" in text) == (False, True)


def test_readers_find_the_explanation_at_the_end_of_the_page(client):  # L13
    make_term()
    make_term("Unbenutzt")
    page = add_page(make_home(), "Seite", slug="seite", body=[("text", "<p>Das Konzept.</p>")])
    text = client.get(page.url).content.decode()
    parts = (link("Konzept"), 'id="word-konzept"', "Ein Plan der Stadt &amp; ihrer")
    assert [part in text for part in parts] == [True] * 3
    assert "Unbenutzt" not in text


def test_a_page_without_a_hard_word_has_no_list(client):  # L13
    make_term("Unbenutzt")
    page = add_page(make_home(), "Seite", slug="seite", body=[("text", "<p>Das Konzept.</p>")])
    text = client.get(page.url).content.decode()
    assert ("Das Konzept." in text, "words-heading" in text) == (True, False)


def test_each_language_explains_its_own_words(client):  # L13
    german = make_term()
    home = make_home()
    translate(home, "en")
    page = add_page(home, "Seite", slug="seite", body=[("text", "<p>Das Konzept.</p>")])
    english_page = translate(page, "en", body=[("text", "<p>The concept, das Konzept.</p>")])
    english = german.copy_for_translation(locale("en"))
    english.live = False
    english.save()
    assert "words-heading" not in client.get(english_page.url).content.decode()
    english.word, english.explanation = "concept", "A plan."
    english.save_revision().publish()
    text = client.get(english_page.url).content.decode()
    assert (link("concept", "word-concept") in text, link("Konzept") in text) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_terms_cost_one_query_a_page(client, number, django_assert_max_num_queries):  # L13
    for n in range(number):
        make_term(f"Wort{n}")
    page = add_page(make_home(), "Seite", slug="seite", body=[("text", "<p>Wort0 Wort1 Wort2</p>")])
    client.get(page.url)
    with django_assert_max_num_queries(40) as queries:
        client.get(page.url)
    assert len([query for query in queries if "terms_term" in query["sql"]]) == 1


def test_a_word_stands_in_the_list_once():  # L13
    make_term()
    with pytest.raises(ValidationError) as error:
        make_term("konzept")
    assert list(error.value.message_dict) == ["word"]


def test_a_term_without_any_purpose_is_sent_back():  # L13
    with pytest.raises(ValidationError) as error:
        make_term(explanation=" ")
    assert list(error.value.message_dict) == ["explanation"]


def test_words_to_avoid_and_lost_names_are_found():  # L13
    term = make_term("Beteiligung", avoid="Partizipationsprozess")
    name = make_term("Gemeinsam.Leben", stays=True, explanation="")
    assert len(wrong_words("Der partizipationsprozess beginnt.", [term, name])) == 1
    assert wrong_words("Die Beteiligung beginnt.", [term, name]) == []
    assert len(missing_names("Gemeinsam.Leben beginnt", "Living together starts", [term, name])) == 1
    assert missing_names("Gemeinsam.Leben beginnt", "Gemeinsam.Leben starts", [term, name]) == []


def test_the_editor_is_told_of_a_word_to_avoid(admin_client):  # L13
    make_term("Beteiligung", avoid="Partizipationsprozess")
    page = add_page(make_home(), "Seite", slug="seite")
    data = nested_form_data(
        {
            "title": "Der Partizipationsprozess",
            "slug": "seite",
            "summary": "Kurz.",
            "seo_title": "",
            "search_description": "",
            "body": streamfield([("text", rich_text("<p>Text</p>"))]),
            "comments": inline_formset([]),
        }
    )
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    assert "Statt „Partizipationsprozess“ schreiben Sie besser „Beteiligung“." in response.content.decode()
