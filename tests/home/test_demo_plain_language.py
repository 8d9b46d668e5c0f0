"""The demo is a model for editors: its own texts are good by the hints that they get."""

import pytest
from django.apps import apps
from wagtail.models import Page, TranslatableMixin

from cms.plain_language.hints.hint import Severity
from cms.plain_language.readability import Ease
from cms.plain_language.report import Report, report
from cms.plain_language.texts import paragraphs

MODELS = [model for model in apps.get_models() if issubclass(model, TranslatableMixin) and model is not Page]


def reports(language: str) -> dict[str, Report]:
    """What the panel says about each page and snippet of the demo in a language."""
    return {
        f"{model._meta.model_name} {instance}": report(paragraphs(instance), language)
        for model in MODELS
        for instance in model._default_manager.filter(locale__language_code=language)
    }


def harder_than(found: dict[str, Report], most: Ease) -> dict[str, tuple[float, float]]:
    measured = {name: one.readability for name, one in found.items() if one.readability}
    return {
        name: (round(values.lix), round(values.wstf, 1))
        for name, values in measured.items()
        if max(values.lix_ease, values.wstf_ease) > most
    }


@pytest.mark.parametrize(("language", "most"), [("de", Ease.MEDIUM), ("de-simple", Ease.EASY)])
def test_the_texts_are_easy_to_read(demo, language, most):  # L11
    found = reports(language)
    assert len([name for name, one in found.items() if one.readability]) > 20
    assert harder_than(found, most) == {}


@pytest.mark.parametrize("language", ["de", "de-simple"])
def test_no_text_makes_readers_stumble(demo, language):  # L11
    stumbling = {
        name: [(sentence.text, sentence.advice) for sentence in one.sentences if sentence.severity is Severity.LARGE]
        for name, one in reports(language).items()
    }
    assert {name: sentences for name, sentences in stumbling.items() if sentences} == {}
