"""Where long German words may break."""

import pytest

from cms.templatetags.words import soft_breaks
from cms.texts.hyphens import SOFT_HYPHEN, with_soft_hyphens


def shown(text):
    return text.replace(SOFT_HYPHEN, "·")


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("Integrationskonzept", "Inte·gra·ti·ons·kon·zept"),
        ("Fortschreibung", "Fort·schrei·bung"),
        ("Handlungsempfehlungen", "Hand·lungs·emp·feh·lungen"),
        ("Verantwortung", "Verantwortung"),
        ("Barrierefreiheit-Erklärung", "Barrie·re·frei·heit-Erklärung"),
        ("2026", "2026"),
    ],
)
def test_only_long_words_break_and_leave_four_letters_on_each_side(word, divided):
    assert shown(with_soft_hyphens(word)) == divided


def test_texts_that_are_not_german_have_no_soft_hyphens_and_all_are_escaped():  # X6
    word = "Informationsveranstaltung"
    assert shown(soft_breaks(word, "en")) == word
    assert [shown(soft_breaks(word, code)) for code in ("", "de", "de-simple")] == [
        "Infor·ma·ti·ons·ver·an·stal·tung",
    ] * 3
    assert shown(soft_breaks('<b title="Integrationskonzept">A.Verantwortung')) == (
        "&lt;b title=&quot;Inte·gra·ti·ons·kon·zept&quot;&gt;A.<wbr>Verantwortung"
    )
