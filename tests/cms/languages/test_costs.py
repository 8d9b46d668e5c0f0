"""How many queries translating costs: wagtail-localize reads and writes sentence by sentence."""

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


def queries(client, home, paragraphs: int) -> dict[str, int]:
    html = "".join(f"<p>Absatz Nummer {number} von {paragraphs} steht hier.</p>" for number in range(paragraphs))
    page = add_page(home, f"Seite {paragraphs}", slug=f"seite-{paragraphs}", body=[("text", html)])
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    with CaptureQueriesContext(connection) as submitted:
        client.post(url, {"locales": [locale("en").pk]})
    write_missing_sentences(page)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    with CaptureQueriesContext(connection) as published, TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return {SUBMITTED: len(submitted), PUBLISHED: len(published)}


def test_each_paragraph_costs_nine_queries_once_and_none_when_it_is_published(admin_client):
    home = make_home()
    translate(home, "en", "Home")
    few, many = queries(admin_client, home, 10), queries(admin_client, home, 30)
    # Five of the add-on's own for a sentence, and two savepoints around what it makes.
    assert {step: (many[step] - few[step]) / 20 for step in few} == {SUBMITTED: pytest.approx(9, abs=0.2), PUBLISHED: 0}
