"""Numbers and addresses inside a text that runs from right to left."""

import re

import pytest
from django.template import loader

from cms.texts.direction import isolate, isolated
from tests.builders import add_page, make_event_row, make_home, open_language, translate


@pytest.mark.parametrize(
    "whole",
    [
        "0351 488 20 00",
        "+49 351 488-2000",
        "(0351) 4 88 20 00",
        "0351/4882000",
        "integration@dresden.example",
        "https://dresden.example/a?b=c",
        "www.dresden.example",
    ],
)
def test_what_runs_from_left_to_right_is_kept_whole(whole):  # L2 A4
    assert isolate(f"<p>اتصلوا: {whole}.</p>") == f'<p>اتصلوا: <bdi dir="ltr">{whole}</bdi>.</p>'


@pytest.mark.parametrize(
    "html",
    [
        "<p>في 30. نوفمبر 2026، 18:00 - 20:00، 50 مقعدا، 01067</p>",
        '<a href="mailto:a@b.example" title="0351 488 20 00"><bdi>a@b.example</bdi></a>',
        "<title>0351 488 20 00</title><textarea>0351 488 20 00</textarea><option>a@b.example</option>",
        "<script>a@b.example</script><!-- 0351 488 20 00 -->",
    ],
)
def test_other_numbers_attributes_and_isolates_stay_as_they_are(html):  # L2
    assert isolate(html) == html


@pytest.mark.django_db
def test_a_phone_number_is_kept_whole_in_arabic_and_left_alone_in_german(client):  # L2
    open_language("ar")
    home = make_home()
    translate(home, "ar", "الرئيسية")
    german = add_page(home, "Kontakt", slug="kontakt", summary="Rufen Sie an: 0351 488 20 00.")
    translate(german, "ar", summary="اتصلوا: 0351 488 20 00.")
    assert "0351 488 20 00." in client.get("/de/kontakt/").content.decode()
    assert 'اتصلوا: <bdi dir="ltr">0351 488 20 00</bdi>.' in client.get("/ar/kontakt/").content.decode()


@pytest.mark.django_db
def test_an_address_is_typed_from_left_to_right_whatever_the_language(client):  # L2
    make_home()
    event = make_event_row()
    form = f"/de/signup/{event.public_id}/"
    paths = [form, f"{form}link/", "/de/barrier-report/", "/de/working-groups/password/"]
    fields = [re.findall(r'<input type="email"[^>]* dir="(\w+)"', client.get(path).text) for path in paths]
    assert fields == [["ltr"]] * len(paths)


def test_what_was_typed_stands_beside_its_bullet_also_from_right_to_left():  # L2 R2
    answers = {"fields": [], "shown": ["Ada"]}
    page = loader.get_template("503.html").render({"code": "ar", "dir": "rtl", "path": "/", "answers": answers})
    assert "<li><bdi>Ada</bdi></li>" in page


def test_a_title_of_another_direction_keeps_its_order_inside_a_sentence():  # A4 L2
    assert isolated("إمكانية الوصول") == "\u2068إمكانية الوصول\u2069"
    assert isolated("Barrierefreiheit (Teil 2)") == "Barrierefreiheit (Teil 2)"
