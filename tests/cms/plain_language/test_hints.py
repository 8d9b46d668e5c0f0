"""Each kind of hint: a sentence that has it, the spot in it, and sentences that don't have it."""

import pytest
from django.utils import translation

from cms.plain_language.hints.checks import hints
from cms.plain_language.hints.hint import Kind, Severity
from cms.plain_language.hints.lengths import SENTENCE_WORDS
from cms.plain_language.hints.vocabulary import ALTERNATIVES
from cms.plain_language.report import MOST_SENTENCES, MarkedSentence, report

# language, kind, sentence, spot
FOUND = [
    ("de", Kind.LONG_WORD, "Das regelt die Aufenthaltsbestimmungsverordnung.", "Aufenthaltsbestimmungsverordnung"),
    ("de-simple", Kind.LONG_WORD, "Das ist ein Deutschsprachkurs.", "Deutschsprachkurs"),
    ("de", Kind.PASSIVE, "Die Daten werden nach einem Jahr gelöscht.", "gelöscht"),
    ("de", Kind.PASSIVE, "Wir sagen, wann die Daten gelöscht werden.", "gelöscht werden"),
    ("de", Kind.PASSIVE, "Der Plan ist beschlossen worden.", "beschlossen worden"),
    ("de", Kind.PASSIVE, "Der Antrag wurde angenommen und liegt aus.", "wurde angenommen"),
    ("de", Kind.PASSIVE, "Wird der Plan vorgestellt?", "vorgestellt"),
    ("de", Kind.PASSIVE, "Alle müssen informiert werden.", "informiert werden"),
    ("de", Kind.ABBREVIATION, "Vereine, z. B. Chöre, sind da.", "z. B."),
    ("de", Kind.ABBREVIATION, "Kommen Sie ggf. später.", "ggf."),
    ("de", Kind.ABBREVIATION, "Der ÖPNV fährt.", "ÖPNV"),
    ("de", Kind.OFFICIALESE, "Zwecks Anmeldung rufen Sie an.", "Zwecks"),
    ("de", Kind.OFFICIALESE, "Wir haben neue Räumlichkeiten.", "Räumlichkeiten"),
    ("de", Kind.OFFICIALESE, "Wir reden im Rahmen einer Feier.", "im Rahmen"),
    (
        "de-simple",
        Kind.SEVERAL_THOUGHTS,
        "Wir rufen an, wenn es geht, weil Sie gefragt haben.",
        "weil Sie gefragt haben",
    ),
    ("de-simple", Kind.SEVERAL_THOUGHTS, "Alle, die wollen, dürfen kommen.", "dürfen kommen"),
    ("de-simple", Kind.SUBJUNCTIVE, "Das wäre gut.", "wäre"),
    ("de-simple", Kind.SUBJUNCTIVE, "Wir würden gern kommen.", "würden"),
    ("de-simple", Kind.DOUBLE_NEGATION, "Das ist nicht unwichtig.", "nicht unwichtig"),
    ("de-simple", Kind.DOUBLE_NEGATION, "Niemand kommt ohne Karte.", "Niemand kommt ohne"),
    ("de-simple", Kind.NUMBER_WORD, "Es gibt zwölf Plätze.", "zwölf"),
]
# language, kind, sentence
NOT_FOUND = [
    ("de", Kind.LONG_WORD, "Das Integrationskonzept ist neu."),
    ("de-simple", Kind.LONG_WORD, "Das ist ein Deutsch-Sprach-Kurs zum Integrations·konzept."),
    ("de", Kind.PASSIVE, "Wir werden den Plan bald lesen."),
    ("de", Kind.PASSIVE, "Wir werden nach Hause gehen."),
    ("de", Kind.PASSIVE, "Das Wetter wird gut, und wir haben gewartet."),
    ("de", Kind.PASSIVE, "Der Text wird gerecht."),
    ("de", Kind.PASSIVE, "Wir löschen die Daten."),
    ("de", Kind.ABBREVIATION, "Das PDF liegt in der EU aus."),
    ("de", Kind.ABBREVIATION, "Um 18.30 Uhr geht es los."),
    ("de", Kind.OFFICIALESE, "Zum Anmelden rufen Sie an."),
    ("de", Kind.SEVERAL_THOUGHTS, "Wir rufen an, wenn es geht, weil Sie gefragt haben."),
    ("de-simple", Kind.SEVERAL_THOUGHTS, "Wir rufen an, wenn es geht."),
    ("de-simple", Kind.SEVERAL_THOUGHTS, "Alle können lernen, arbeiten, wohnen und mitreden."),
    ("de-simple", Kind.SUBJUNCTIVE, "Die Menschen gingen weg und ließen alles da."),
    ("de", Kind.SUBJUNCTIVE, "Das wäre gut."),
    ("de-simple", Kind.DOUBLE_NEGATION, "Können Sie etwas nicht lesen oder nicht benutzen?"),
    ("de-simple", Kind.DOUBLE_NEGATION, "Das ist nicht unter uns."),
    ("de", Kind.DOUBLE_NEGATION, "Das ist nicht unwichtig."),
    ("de-simple", Kind.NUMBER_WORD, "Es gibt 12 Plätze und einen Saal."),
    ("de", Kind.NUMBER_WORD, "Es gibt zwölf Plätze."),
]


def spots(sentence, language, kind):
    return [hint.spot for hint in hints(sentence, language) if hint.kind is kind]


@pytest.mark.parametrize(("language", "kind", "sentence", "spot"), FOUND)
def test_a_spot_is_found(language, kind, sentence, spot):  # L11
    assert spots(sentence, language, kind) == [spot]


@pytest.mark.parametrize(("language", "kind", "sentence"), NOT_FOUND)
def test_good_german_has_no_such_hint(language, kind, sentence):  # L11
    assert spots(sentence, language, kind) == []


@pytest.mark.parametrize("language", ["de", "de-simple"])
def test_a_sentence_is_long_from_one_word_too_many(language):  # L11
    most, far_too_many = SENTENCE_WORDS[language]
    lengths = {
        number: hints(" ".join(["da"] * number) + ".", language) for number in (most, most + 1, far_too_many + 1)
    }
    assert lengths[most] == []
    assert [(hint.kind, hint.severity, hint.spot) for hint in lengths[most + 1]] == [
        (Kind.LONG_SENTENCE, Severity.MEDIUM, "da")
    ]
    assert [hint.severity for hint in lengths[far_too_many + 1]] == [Severity.LARGE]


def test_every_kind_is_tried():  # L11
    assert {kind for _, kind, *_ in FOUND} | {Kind.LONG_SENTENCE} == set(Kind)


@pytest.mark.parametrize("entry", ALTERNATIVES)
def test_each_word_of_offices_is_found_and_its_alternative_is_none(entry):  # L11
    word = entry.replace("*", "en")
    assert spots(f"Wir tun es {word}.", "de", Kind.OFFICIALESE) == [word]
    assert spots(f"Wir tun es {ALTERNATIVES[entry]}.", "de", Kind.OFFICIALESE) == []


def test_advice_names_the_word_and_the_plainer_one():  # L11
    with translation.override("en"):
        (hint,) = hints("Wir tun es mittels Papier.", "de")
        (passive,) = hints("Die Daten werden nach einem Jahr gelöscht.", "de")
    assert passive.advice == "“werden … gelöscht” is passive: say who does it."
    assert hint.advice == "“mittels” is the language of offices. Plainer: “mit”."


def test_spots_that_overlap_are_marked_once():  # L11
    text = "Das ist nicht unwichtig ohne Inanspruchnahme der Räumlichkeiten hier."
    sentence = MarkedSentence(text, hints(text, "de-simple"))
    assert [(piece.text, piece.is_marked) for piece in sentence.pieces] == [
        ("Das ist ", False),
        ("nicht unwichtig ohne", True),
        (" ", False),
        ("Inanspruchnahme", True),
        (" der ", False),
        ("Räumlichkeiten", True),
        (" hier.", False),
    ]
    kinds = [hint.kind for hint in sentence.hints]
    assert kinds == [Kind.DOUBLE_NEGATION, Kind.LONG_WORD, Kind.OFFICIALESE, Kind.OFFICIALESE]


def test_a_very_long_text_shows_its_first_sentences():  # L11
    found = report(["Wir tun es mittels Papier. "] * (MOST_SENTENCES + 5), "de")
    assert (found.hint_count, len(found.shown), found.not_shown) == (MOST_SENTENCES + 5, MOST_SENTENCES, 5)
