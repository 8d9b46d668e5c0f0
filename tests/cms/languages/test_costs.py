"""How many queries translating costs, however long the text is."""

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import Translation

from tests.builders import add_page, make_home, translate
from tests.cms.languages.test_translation_state import locale, write_missing_sentences

pytestmark = pytest.mark.django_db

SUBMITTED, PUBLISHED = "submitted", "published"


def queries(client, home, paragraphs: int, *, in_blocks: bool) -> dict[str, int]:
    texts = [f"<p>Absatz Nummer {number} von {paragraphs} steht hier.</p>" for number in range(paragraphs)]
    body = [("text", text) for text in (texts if in_blocks else ["".join(texts)])]
    page = add_page(home, f"Seite {paragraphs}", slug=f"seite-{paragraphs}", body=body)
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    with CaptureQueriesContext(connection) as submitted:
        client.post(url, {"locales": [locale("en").pk]})
    write_missing_sentences(page)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    with CaptureQueriesContext(connection) as published, TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return {SUBMITTED: len(submitted), PUBLISHED: len(published)}


@pytest.mark.parametrize("in_blocks", [False, True])
def test_a_long_page_takes_as_many_queries_as_a_short_one(admin_client, in_blocks):
    home = make_home()
    translate(home, "en", "Home")
    # The first page reads what the process keeps.
    _first, few, many = (queries(admin_client, home, number, in_blocks=in_blocks) for number in (2, 3, 60))
    assert many == few
