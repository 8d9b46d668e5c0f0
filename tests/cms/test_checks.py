"""The system checks find a model that lacks what every model of its kind has here."""

from collections.abc import Iterator

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps
from wagtail.models import DraftStateMixin, Page, RevisionMixin, TranslatableMixin
from wagtail.models.pages import PAGE_MODEL_CLASSES

from cms.checks import check_models, missing_in
from cms.ground.raises import NEVER_SHOWN
from cms.languages.guards.translated_snippet import TranslatedDraft, TranslatedSnippet
from cms.models import BasePage


@pytest.fixture(autouse=True)
def page_types() -> Iterator[None]:
    """Wagtail keeps a list of its own of every page type that is ever defined."""
    before = list(PAGE_MODEL_CLASSES)
    yield
    PAGE_MODEL_CLASSES[:] = before


def found(*planted: type[models.Model]) -> list[tuple[str, str]]:
    return [(error.id, error.obj.__name__) for error in missing_in(planted)]


@isolate_apps("cms")
def test_a_translated_model_needs_the_gate_of_its_kind():  # L9
    class Open(TranslatableMixin, models.Model):
        raises = NEVER_SHOWN

        class Meta(TranslatableMixin.Meta):
            app_label = "cms"

    class OpenDraft(DraftStateMixin, RevisionMixin, TranslatedSnippet):
        raises = NEVER_SHOWN

        class Meta(TranslatedSnippet.Meta):
            app_label = "cms"

    class Kept(TranslatedSnippet):
        raises = NEVER_SHOWN

        class Meta(TranslatedSnippet.Meta):
            app_label = "cms"

    class KeptDraft(TranslatedDraft):
        raises = NEVER_SHOWN

        class Meta(TranslatedDraft.Meta):
            app_label = "cms"

    assert found(Open, OpenDraft, Kept, KeptDraft) == [("cms.E001", "Open"), ("cms.E001", "OpenDraft")]


@isolate_apps("cms")
def test_a_page_type_needs_gate_template_and_place():  # L9 E1
    class LostPage(Page):
        raises = NEVER_SHOWN

        class Meta:
            app_label = "cms"

    class BarePage(BasePage):
        raises = NEVER_SHOWN

        class Meta:
            app_label = "cms"

    class WholePage(BasePage):
        raises = NEVER_SHOWN

        template = "home/content_page.html"
        parent_page_types = ["home.HomePage"]
        subpage_types: list[str] = []

        class Meta:
            app_label = "cms"

    place = [("cms.E002", "{}"), ("cms.E003", "{}"), ("cms.E003", "{}")]
    assert found(LostPage, BarePage, WholePage) == [
        ("cms.E001", "LostPage"),
        *[(key, "LostPage") for key, _name in place],
        *[(key, "BarePage") for key, _name in place],
    ]


def test_django_runs_the_checks_and_our_models_pass():
    assert check_models() == []
    assert [error for error in run_checks() if str(error.id).startswith("cms.")] == []


@isolate_apps("cms")
def test_what_was_planted_is_found_by_the_check_itself():
    from django.apps import apps

    class Open(TranslatableMixin, models.Model):
        raises = NEVER_SHOWN

        class Meta(TranslatableMixin.Meta):
            app_label = "cms"

    config = apps.get_app_config("cms")
    assert [error.id for error in check_models([config])] == []
    assert [error.id for error in check_models([Open._meta.apps.get_app_config("cms")])] == ["cms.E001"]


@isolate_apps("cms")
def test_a_model_says_whether_visitors_are_shown_its_rows():  # R8
    class Silent(models.Model):
        class Meta:
            app_label = "cms"

    class Seen(models.Model):
        raises = NEVER_SHOWN
        others = models.ManyToManyField(Silent)

        class Meta:
            app_label = "cms"

    assert found(Silent, Seen, Seen.others.through) == [("cms.E004", "Silent")]
