"""The rows of wagtail-localize that we write at once are those that it would write one after the other."""

import pytest
from django.db.models.signals import post_save
from wagtail_localize import models as localize
from wagtail_localize.models import StringSegment, TranslationContext, TranslationSource
from wagtail_localize.segments import RelatedObjectSegmentValue

from cms.languages.translating import segments
from cms.languages.translating.segments import refresh_segments
from home.models import ContentPage
from tests.builders import add_page, make_frame, make_home, make_signup_form, make_venue
from tests.cms.languages.segment_rows import COLUMNS, rows, rows_made_by, theirs

pytestmark = pytest.mark.django_db

LINKED = '<p>Ein <a href="https://stadt.example/a">Link</a> und <b>noch <i>einer</i></b>.</p>'
TWICE = "<h2>Hier</h2><p>Zweimal.</p><p>Zweimal.</p><ul><li>Eins</li><li>Zwei</li></ul>"
CHOICES = {"label": "Welche?", "help_text": "", "required": True, "options": ["Diese", "Jene"]}


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def page(home) -> ContentPage:
    return add_page(home, "Seite", body=[("text", LINKED), ("text", TWICE), ("text", LINKED)])


@pytest.fixture
def instances(home, page) -> list:
    form = make_signup_form(questions=[("one_of", CHOICES), ("text", {"label": "Wer?", "help_text": "Sie."})])
    return [home, page, form, make_frame(main_menu=[page])]


def test_the_rows_of_new_texts_are_theirs(instances):
    found = rows_made_by(refresh_segments, instances)
    assert found == rows_made_by(theirs(), instances)
    # No text of ours refers to a snippet of another language.
    assert [kind for kind, made in found.items() if not made] == ["RelatedObjectSegment"]


def test_the_rows_of_changed_texts_are_theirs(page):
    changed = ContentPage.objects.get(pk=page.pk)
    changed.title, changed.body = "Neu", [("text", TWICE.replace("Eins", "Neues")), ("text", "")]
    changed.save()
    found = rows_made_by(refresh_segments, [page, changed])
    assert found == rows_made_by(theirs(), [page, changed])
    assert found != rows_made_by(theirs(), [changed])


def test_the_rows_of_a_reference_are_theirs(page, monkeypatch):
    value = RelatedObjectSegmentValue.from_instance("title", make_venue())
    monkeypatch.setattr(segments, "extract_segments", lambda instance: [value, value.with_order(1)])
    monkeypatch.setattr(localize, "extract_segments", lambda instance: [value, value.with_order(1)])
    found = rows_made_by(refresh_segments, [page])
    assert found == rows_made_by(theirs(), [page])
    assert len(found["RelatedObjectSegment"]) == 2


def test_reading_the_same_text_again_writes_nothing(page):
    source, _created = TranslationSource.update_or_create_from_instance(page)
    before = rows(), list(StringSegment.objects.values_list("pk", flat=True))
    theirs()(source)
    refresh_segments(source)
    assert (rows(), list(StringSegment.objects.values_list("pk", flat=True))) == before


def test_a_place_of_an_old_version_gets_what_it_lacks(page):
    source, _created = TranslationSource.update_or_create_from_instance(page)
    before = rows()
    TranslationContext.objects.update(field_path="")
    refresh_segments(source)
    assert rows() == before


def test_nobody_listens_to_the_rows_that_are_written_at_once():
    assert [model for model in COLUMNS if post_save.has_listeners(model)] == []
