"""System checks of what a model of this site must have; Django runs them before it serves or migrates anything."""

from collections.abc import Iterable, Iterator, Sequence

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error
from django.db.models import Model
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import DraftStateMixin, Page, TranslatableMixin

from .generation.declared import declared
from .languages.guards.publish_gate import PublishGate
from .languages.guards.translated_snippet import TranslatedDraft, TranslatedSnippet

PLACES = ("parent_page_types", "subpage_types")


def check_models(app_configs: Sequence[AppConfig] | None = None, **kwargs) -> list[CheckMessage]:
    """Return what is missing in the models of these apps, or of all."""
    configs = apps.get_app_configs() if app_configs is None else app_configs
    return list(missing_in(model for config in configs for model in config.get_models(include_auto_created=True)))


def missing_in(models: Iterable[type[Model]]) -> Iterator[CheckMessage]:
    """Yield an error for each thing that one of the models lacks."""
    for model in models:
        if model._meta.managed and not model._meta.proxy and declared(model) is None:
            yield Error(
                f"{model._meta.label} does not say whether visitors are shown its rows.",
                hint="Give it raises = PUBLISHED, SEATS or NEVER_SHOWN of cms.ground.raises, or a line in OF_OTHERS.",
                obj=model,
                id="cms.E004",
            )
        # Of Wagtail's own page nobody makes one.
        if model is Page:
            continue
        if issubclass(model, TranslatableMixin) and not _has_its_gate(model):
            yield Error(
                f"{model._meta.label} is translated, but nothing keeps German from going out in another language.",
                hint="Let it inherit from BasePage, TranslatedDraft or TranslatedSnippet.",
                obj=model,
                id="cms.E001",
            )
        if issubclass(model, Page):
            yield from _missing_in_page_type(model)


def _has_its_gate(model: type[Model]) -> bool:
    if issubclass(model, Page):
        return issubclass(model, PublishGate)
    return issubclass(model, TranslatedDraft if issubclass(model, DraftStateMixin) else TranslatedSnippet)


def _missing_in_page_type(model: type[Page]) -> Iterator[CheckMessage]:
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        yield Error(f"{model._meta.label} has no template: {model.template}", obj=model, id="cms.E002")
    for name in PLACES:
        if not hasattr(model, name):
            yield Error(
                f"{model._meta.label} does not say where it may stand: {name}",
                hint="Otherwise it may stand anywhere.",
                obj=model,
                id="cms.E003",
            )
