import pytest
import time_machine
from django.test import Client

from tests.builders import make_frame, make_home

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-27 10:30+00:00", tick=False)
def test_security_txt_names_whom_to_write_to_and_ends_within_a_year():  # SEC-DISC
    make_frame(contact_email="teilhabe@stadt.example")
    response = Client().get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:teilhabe@stadt.example",
        "Expires: 2027-05-26T00:00:00Z",
        "Preferred-Languages: de, en",
        "Canonical: http://127.0.0.1:8000/.well-known/security.txt",
        "Policy: http://127.0.0.1:8000/de/security/",
    ]


def test_an_address_of_its_own_goes_before_the_contact_of_the_site(settings):
    make_frame(contact_email="teilhabe@stadt.example")
    settings.SECURITY_CONTACT = "sicherheit@stadt.example"
    assert Client().get("/.well-known/security.txt").content.startswith(b"Contact: mailto:sicherheit@stadt.example\n")


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("de", "Sicherheitslücke melden"),
        ("en", "Report a security problem"),
        ("de-simple", "Ein Problem mit der Sicherheit melden"),
    ],
)
def test_the_page_says_in_the_readers_language_where_to_write(language, heading, settings):
    make_home()
    settings.SECURITY_CONTACT = "sicherheit@stadt.example"
    response = Client().get(f"/{language}/security/")
    assert f"<h1>{heading}</h1>" in response.content.decode()
    assert "sicherheit@stadt.example" in response.content.decode()
