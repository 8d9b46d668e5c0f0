"""What visitors share changes no byte of a page: each page of the demo, in each language."""

import pytest
from django.test import Client
from wagtail.models import Page

CODES = ["de", *(pytest.param(code, marks=pytest.mark.long) for code in ("en", "de-simple"))]


@pytest.mark.parametrize("code", CODES)
def test_a_page_is_the_same_byte_for_byte_whether_much_is_shared_or_nothing(demo, settings, code):  # F3
    pages = Page.objects.live().filter(locale__language_code=code, depth__gt=1)
    addresses = [*(page.url for page in pages), f"/{code}/search/", f"/{code}/barrier-report/"]
    sharing, answers = Client(), {}
    for is_shared in (True, True, False):
        settings.SHARED_STANDING = is_shared
        # The forms carry a signed time.
        answers[len(answers)] = {
            address: sharing.get(address).content for address in addresses if "barrier-report" not in address
        }
    assert len(addresses) > 25
    assert answers[0] == answers[1] == answers[2]
