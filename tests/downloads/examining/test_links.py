"""Which addresses a document may link to, and which lead out of it."""

import pytest

from downloads.examining.links import is_elsewhere, is_harmless_link


@pytest.mark.parametrize(
    ("address", "harmless", "elsewhere"),
    [
        ("https://stadt.example/plan", True, True),
        ("HTTP://stadt.example", True, True),
        ("mailto:rathaus@stadt.example", True, True),
        ("tel:+4930123", True, True),
        ("#kapitel-2", True, False),
        ("anlage.pdf", True, False),
        ("file:///etc/passwd", False, True),
        ("javascript:alert(1)", False, True),
        ("\u200bjava\u00a0script:alert(1)", False, True),
        ("\\\\server\\share", False, True),
        ("//server/share", False, True),
        (" \t/\\server/share", False, True),
    ],
)
def test_a_link_leads_to_the_web_a_mail_a_telephone_or_inside(address, harmless, elsewhere):  # D4
    assert (is_harmless_link(address), is_elsewhere(address)) == (harmless, elsewhere)
