"""The event on which the tests of the visitor's road stand."""

import pytest
from wagtail.models import Locale

from tests.builders import make_event_row, make_frame


@pytest.fixture
def event():
    """An event with one seat and a form in three languages; without pages, which the road does not need."""
    make_frame()
    event = make_event_row(capacity=1)
    for code in ("en", "de-simple"):
        form = event.signup_form.copy_for_translation(Locale.objects.get(language_code=code))
        form.consent = f"Consent {code}"
        form.save()
    return event
