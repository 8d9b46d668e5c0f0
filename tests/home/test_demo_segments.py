"""What wagtail-localize keeps of each German text of the demo is the same, whoever writes it down."""

from django.conf import settings
from wagtail.models import Page, get_translatable_models
from wagtail_localize.models import TranslationSource

from cms.languages.translating.segments import refresh_segments
from tests.cms.languages.segment_rows import rows_made_by, theirs


def test_the_rows_of_every_german_text_are_theirs(demo):
    TranslationSource.objects.all().delete()
    german = [
        instance
        for model in get_translatable_models(include_subclasses=False)
        for instance in (Page.objects.filter(depth__gt=1).specific() if model is Page else model.objects.all())
        if instance.locale.language_code == settings.LANGUAGE_CODE
    ]
    found = rows_made_by(refresh_segments, german)
    assert found == rows_made_by(theirs(), german)
    assert len(found["StringSegment"]) > len(german) > 30
