"""How a file is called where somebody keeps it: by its title, in every script, and by nothing that leads elsewhere."""

import pytest

from downloads.files.file_names import MOST_LETTERS, file_name, file_url
from downloads.models import PublicationFile


def named(title: str, language: str = "de", stored: str = "publications/x.PDF") -> str:
    return file_name(PublicationFile(title=title, language=language, file=stored))


@pytest.mark.parametrize(
    ("title", "language", "name"),
    [
        ("Analyse, 2. Entwurf", "de", "analyse-2-entwurf-de.pdf"),
        ("Straßen für Öffentliche Räume", "de-simple", "strassen-fuer-oeffentliche-raeume-de-simple.pdf"),
        ("Ölçüm", "tr", "ölçüm-tr.pdf"),
        ("تحليل المشروع", "ar", "تحليل-المشروع-ar.pdf"),
        ("ﬁnal ①", "en", "final-1-en.pdf"),
        ("Teil\u00adhabe\u200bkonzept", "de", "teilhabekonzept-de.pdf"),
        ("!?", "de", "file-de.pdf"),
    ],
)
def test_letters_and_digits_of_every_script_stay(title, language, name):  # D1
    assert named(title, language) == name


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", 'a"; filename="b', "a\r\nSet-Cookie: b", "a\u202egpj.exe", "a\x00b"]
)
def test_no_path_no_quote_and_no_control_gets_through(title):  # X6
    name = named(title)
    stem = name.removesuffix("-de.pdf")
    assert [letter for letter in stem if not letter.isalnum() and letter != "-"] == []
    assert (stem != "", name.endswith("-de.pdf")) == (True, True)


def test_a_name_fits_into_every_file_system():  # X6
    assert named("ሀ" * 300) == "ሀ" * MOST_LETTERS + "-de.pdf"
    assert named("a" * (MOST_LETTERS - 1) + " b") == "a" * (MOST_LETTERS - 1) + "-de.pdf"


def test_the_address_holds_the_files_own_id_and_the_name():  # D1
    file = PublicationFile(title="Plan", language="de", file="x.odt", public_id="abc123")
    assert file_url(file).split("/")[-2:] == ["abc123", "plan-de.odt"]
