"""Editors see a term as readers meet it, in each language, before it is published."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data

from cms.terms.models import Term
from tests.builders import make_home, open_language
from tests.cms.languages.test_translation_state import locale
from tests.cms.terms.test_terms import make_term

pytestmark = pytest.mark.django_db
EDIT = "wagtailsnippets_terms_term:preview_on_edit"


def preview(client, term, mode: str, **typed: str):
    """The answer in the frame beside the form, in which this is typed."""
    values = {name: getattr(term, name) for name in ("word", "forms", "explanation", "avoid")}
    address = reverse(EDIT, args=[term.pk])
    told = client.post(address, nested_form_data({**values, "stays": "on" if term.stays else "", **typed})).json()
    assert told == {"is_valid": True, "is_available": True}
    return client.get(address, {"mode": mode})


def shown(client, term, mode: str, **typed: str) -> BeautifulSoup:
    return BeautifulSoup(preview(client, term, mode, **typed).content, "html.parser")


def test_the_typed_words_stand_marked_and_explained(admin_client):  # E3
    make_home()
    term = make_term(forms="Konzepts")
    page = shown(admin_client, term, "de", word="Plan", forms="Plans", explanation="Was <b>später</b> kommt.")
    assert page.html["lang"] == "de"
    assert page.select_one("main .prose").text.strip() == "Plans, Plan"
    assert [link.text for link in page.select("main a.term")] == ["Plans"]
    assert page.select_one("main .words dd").text.strip().startswith("Was <b>später</b> kommt.")
    assert Term.objects.get().word == "Konzept"


def test_each_language_is_shown_from_its_draft(admin_client):  # E3 L2
    make_home()
    open_language("ar", is_public=False)
    term = make_term()
    arabic = term.copy_for_translation(locale("ar"))
    arabic.word, arabic.explanation, arabic.live = "خطة", "ما سيأتي.", False
    arabic.save()
    arabic.save_revision()
    assert [code for code, _name in term.preview_modes] == ["de", "ar"]
    page = shown(admin_client, term, "ar")
    assert (page.html["lang"], page.html["dir"], page.select_one("main .words dt").text) == ("ar", "rtl", "خطة")


def test_a_word_without_an_explanation_says_that_readers_see_nothing(admin_client):  # E3
    make_home()
    page = shown(admin_client, make_term(explanation="", stays=True), "de")
    assert (page.select("main a.term"), page.select("main .words"), len(page.select("main .wrap > p"))) == ([], [], 1)


def test_a_language_that_it_does_not_have_is_refused(admin_client):  # E3
    make_home()
    assert preview(admin_client, make_term(), "xx").status_code == 403
