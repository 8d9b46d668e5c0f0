"""Each field and block that an editor fills says in one sentence what it does to the public page (E1)."""

from collections.abc import Iterator

import pytest
from django import forms
from django.utils.translation import override
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.images.forms import get_image_form
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from events.desk.codes.code_form import InvitationCodeForm

LANGUAGES = ["en", "de"]
# What Wagtail keeps about every page and draft, with sentences of its own beside it.
WAGTAILS = {"go_live_at", "expire_at", "comment_notifications"}
# Its parts are Wagtail's, and so are the cells of a table, in which a sentence would stand again and again.
PARTS_OF_UPSTREAM = (ImageBlock, BaseTypedTableBlock)


def edit_handlers() -> Iterator[tuple[str, Panel]]:
    for model in get_page_models():
        if model is not Page:
            yield model.__name__, model.get_edit_handler()
    for model in get_snippet_models():
        yield model.__name__, model.snippet_viewset.get_edit_handler()


def panels_below(panel: Panel) -> Iterator[FieldPanel]:
    for child in getattr(panel, "children", []):
        if isinstance(child, FieldPanel):
            yield child
        yield from panels_below(child)


def form_fields() -> Iterator[tuple[str, forms.Field]]:
    for name, handler in edit_handlers():
        form_class = handler.get_form_class()
        said_by_panels = {panel.field_name: panel.help_text for panel in panels_below(handler) if panel.help_text}
        for field_name, field in form_class.base_fields.items():
            if field_name not in WAGTAILS:
                field.help_text = said_by_panels.get(field_name, field.help_text)
                yield f"{name}.{field_name}", field
        for relation, formset in getattr(form_class, "formsets", {}).items():
            for field_name, field in formset.form.base_fields.items() if relation != "comments" else ():
                yield f"{name}.{relation}.{field_name}", field
    for name, form in (
        ("CustomImage", get_image_form(get_image_model())()),
        ("InvitationCode", InvitationCodeForm()),
    ):
        for field_name, field in form.fields.items():
            if not isinstance(field.widget, forms.HiddenInput):
                yield f"{name}.{field_name}", field


def sentence_of(block: blocks.Block) -> str:
    said = getattr(block.meta, "help_text", "") or block.get_description() or getattr(block.meta, "admin_text", "")
    return str(said or "")


def parts_of(name: str, block: blocks.Block) -> Iterator[tuple[str, blocks.Block]]:
    """Each block below this one; the one block of a list is explained by its list."""
    if isinstance(block, PARTS_OF_UPSTREAM):
        return
    if isinstance(block, blocks.ListBlock):
        yield from parts_of(f"{name}.item", block.child_block)
        return
    for child_name, child in getattr(block, "child_blocks", {}).items():
        yield f"{name}.{child_name}", child
        yield from parts_of(f"{name}.{child_name}", child)


def all_blocks() -> Iterator[tuple[str, blocks.Block]]:
    for model in [*get_page_models(), *get_snippet_models()]:
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                yield from parts_of(f"{model.__name__}.{field.name}", field.stream_block)


def is_sentence(text: str, label: str) -> bool:
    return len(text.split()) > 2 and text.strip()[-1] in ".:!?…)" and text.strip(". ").casefold() != label.casefold()


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_field_says_what_it_does(language):  # E1
    with override(language):
        lacking = [
            name
            for name, field in form_fields()
            if not is_sentence(str(field.help_text) or "-", str(field.label or ""))
        ]
    assert sorted(set(lacking)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_block_says_what_it_does(language):  # E1
    with override(language):
        lacking = [name for name, block in all_blocks() if not is_sentence(sentence_of(block) or "-", str(block.label))]
    assert sorted(set(lacking)) == []


@pytest.mark.django_db
def test_the_search_looks_at_all_of_them():
    assert len(dict(form_fields())) > 100
    assert len(dict(all_blocks())) > 100
