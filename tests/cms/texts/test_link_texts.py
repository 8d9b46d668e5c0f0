"""What editors write is checked before it is published: links that speak, pictures with a text, headings in order."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlockValidationError
from wagtail.fields import RichTextField, StreamField
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.frame.blocks import HeadingBlock, StoryBlock
from cms.models import CustomImage
from cms.texts.link_texts import SpeakingLinksForm, SpeakingTextBlock, says_nothing
from home.models import ConceptPage, FieldOfActionPage
from tests.builders import add_page, make_admin, make_home

SENTENCE = "The link “hier” does not say where it leads"


@pytest.mark.parametrize(
    "text",
    [
        "hier",
        " Hier ",
        "HIER.",
        "mehr …",
        "Mehr erfahren",
        "» weiter",
        "klicken  Sie hier!",
        "click here",
        "read more",
        "هنا",
    ],
)
def test_a_text_that_fits_every_link_says_nothing(text):  # E8
    assert says_nothing(text) is True


@pytest.mark.parametrize(
    "text",
    ["Programm der Werkstatt", "hier zur Anmeldung", "Mehrgenerationenhaus", "Weiterbildung", "thereby", "Linkliste"],
)
def test_a_text_that_names_its_target_is_taken(text):  # E8
    assert says_nothing(text) is False


def story(*blocks):
    block = StoryBlock()
    return block, block.to_python([{"type": kind, "value": value} for kind, value in blocks])


@pytest.fixture
def english():
    with override("en"):
        yield


def test_the_sentence_stands_at_the_block(english):  # E8
    block, value = story(
        ("text", '<p>Zum <a href="https://stadt.example/">Programm</a>.</p>'),
        ("text", '<p>Mehr <a href="https://stadt.example/"><b>hier</b></a>.</p>'),
    )
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(value)
    assert list(refused.value.block_errors) == [1]
    assert refused.value.block_errors[1].messages[0].startswith(SENTENCE)
    assert block.clean_deferred(value)[1].value.source.endswith("</p>")


def test_a_button_says_where_it_leads(english):  # E8
    block, value = story(("action", {"label": "Mehr", "page": None, "url": "https://stadt.example/"}))
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(value)
    assert list(refused.value.block_errors[0].block_errors) == ["label"]


@pytest.mark.django_db
def test_a_picture_has_a_text_or_is_decorative(english):  # E8
    picture = CustomImage.objects.create(title="Rathaus", file=get_test_image_file("rathaus.png"))
    for value, wrong in (
        ({"alt_text": "", "decorative": False}, [0]),
        ({"alt_text": "", "decorative": True}, []),
        ({"alt_text": "Das Rathaus", "decorative": False}, []),
    ):
        block, stream = story(("picture", {"image": picture.pk, **value}))
        assert (value, wrong_blocks(block, stream)) == (value, wrong)


def wrong_blocks(block, stream) -> list[int]:
    try:
        block.clean(stream)
    except StreamBlockValidationError as refused:
        return list(refused.block_errors)
    return []


def test_headings_cannot_be_out_of_order():  # E8
    # Editors choose a heading, never its level; below the title stands one level only.
    assert re.findall(r"<(h\d)>", HeadingBlock().render({"text": "Anmelden"})) == ["h2"]
    rich = [block for block in StoryBlock().child_blocks.values() if isinstance(block, RichTextBlock)]
    assert [sorted(block.features) for block in rich] == [["bold", "italic", "link", "ol", "ul"]] * len(rich)


@pytest.fixture
def editor(client, db):
    make_home()
    client.force_login(make_admin())
    return client


def typed(**fields):
    return nested_form_data(
        {"title": "Seite", "slug": "seite", "seo_title": "", "summary": "Über.", "picture": "", **fields}
    )


EMPTY_LINK = '<p>Mehr <a href="https://stadt.example/">hier</a>.</p>'


def test_a_page_with_an_empty_link_stays_a_draft_and_keeps_what_was_typed(editor):  # E8 E10
    page = add_page(Page.objects.get(slug="home").specific, "Seite", slug="seite", live=False)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    values = typed(
        body=streamfield([("text", rich_text(EMPTY_LINK, features=["bold", "italic", "link", "ol", "ul"]))]),
    )
    assert editor.post(address, values).status_code == 302
    refused = editor.post(address, {**values, "action-publish": "1"})
    page.refresh_from_db()
    assert (refused.status_code, page.live) == (200, False)
    [error] = refused.context["form"].errors["body"].as_data()
    assert error.block_errors[0].messages[0].startswith("Der Link „hier“ sagt nicht, wohin er führt")
    assert "stadt.example" in refused.text


def test_rich_texts_outside_the_body_are_checked_too(editor):  # E8
    concept = add_page(Page.objects.get(slug="home").specific, "Konzept", ConceptPage, slug="konzept")
    page = add_page(
        concept, "Schule", FieldOfActionPage, slug="schule", live=False, situation="<p>.</p>", tasks="<p>.</p>"
    )
    values = typed(
        situation=rich_text(EMPTY_LINK), tasks=rich_text("<p>Ja.</p>"), responsible="", comments=inline_formset([])
    )
    refused = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**values, "action-publish": "1"})
    assert list(refused.context["form"].errors) == ["situation"]


def test_every_rich_text_of_a_page_or_snippet_is_checked():  # E8
    unchecked = [
        model
        for model in apps.get_models()
        if any(isinstance(field, RichTextField) for field in model._meta.get_fields())
        and model.__module__.split(".")[0] in ("cms", "downloads", "events", "home")
        and not issubclass(getattr(model, "base_form_class", object), SpeakingLinksForm)
    ]
    assert unchecked == []


def test_every_rich_text_block_is_checked():  # E8
    blocks = [block for model in apps.get_models() for block in blocks_of(model)]
    rich = {type(block) for block in blocks if isinstance(block, RichTextBlock)}
    assert rich == {SpeakingTextBlock}


def blocks_of(model) -> Iterator[Block]:
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            yield from below(field.stream_block)


def below(block: Block) -> Iterator[Block]:
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from below(child)
    if isinstance(block, ListBlock):
        yield from below(block.child_block)
