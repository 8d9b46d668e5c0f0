"""Names of the world: sorted, found, and known again at cancelling, in one folding (S32)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.models import Signup
from events.signups.search_key import begin_so, by_name, stand_in
from events.signups.sort_key import known_as, name_letters, sort_key
from tests.builders import make_event_row, signed_up

pytestmark = pytest.mark.django_db

# Family name, first name, and what somebody at the door types who wants to find this person.
FOUND = [
    ("Łódzki", "Łukasz", ["lodzki", "łód", "Łódzki, Łukasz", "lukasz lodzki", "LUK"]),
    ("Müller-Lüdenscheidt", "Jörg", ["mueller", "muller", "Ludenscheidt", "muellerluedenscheidt", "Joerg", "jörg mül"]),
    ("Mueller", "Manuel", ["müller", "muller", "muell", "mue", "Manue", "manuel müller"]),
    ("Groß", "Ruth", ["gross", "GROSS", "groß"]),
    ("Sørensen", "Åse", ["soerensen", "sorensen", "Aase", "ase", "Sørensen, Åse"]),
    ("Æbelø", "Knud", ["aebeloe", "abelo", "æb"]),
    ("Þórsdóttir", "Guðrún", ["thorsdottir", "gudrun", "Guðrún Þórsdóttir"]),
    ("Özışık", "İpek", ["ozisik", "Oezisik", "ÖZIŞIK", "ipek", "IPEK", "İPEK"]),
    ("Nguyễn", "Đức Anh", ["nguyen", "duc anh", "Nguyen, Duc", "ducanh", "Đức", "anh nguyễn"]),
    ("Đoković", "Željko", ["djokovic", "dokovic", "zeljko"]),
    ("O’Neill", "Siobhán", ["oneill", "o'neill", "O Neill", "neill", "ONeill, Siobhan"]),
    ("Oneill", "Sean", ["O'Neill", "o neill"]),
    ("al-Hassan", "ʿAbd ar-Raḥmān", ["hassan", "alhassan", "al hassan", "Al-Hassan", "rahman", "Abd"]),
    ("van der Berg", "Jan", ["vanderberg", "berg", "van der berg", "Berg, van der"]),
    ("أحمد", "مُحَمَّد", ["احمد", "محمد", "محـمد", "احمد محمد"]),
    ("رضایی", "علی", ["رضايي", "علي", "على"]),
    ("Ёлкин", "Семён", ["елкин", "семен", "ЁЛКИН"]),
    ("Suharto", "", ["suharto", "Suharto,"]),
]


@pytest.mark.parametrize(("family", "given_name", "typed"), FOUND, ids=[ascii(row[0]) for row in FOUND])
def test_whoever_is_at_the_door_is_found_as_people_type_the_name(family, given_name, typed):  # S32
    event = make_event_row(capacity=9)
    wanted = signed_up(event, 1, family_name=family, given_name=given_name)
    signed_up(event, 2, family_name="Zzz", given_name="Xyz")
    assert {query: list(Signup.objects.filter(begin_so(query))) for query in typed} == {q: [wanted] for q in typed}
    assert {query: list(Signup.objects.filter(stand_in(query))) for query in typed} == {q: [wanted] for q in typed}


def test_two_names_that_only_look_alike_stay_two():  # S32
    event = make_event_row(capacity=9)
    signed_up(event, 1, family_name="کاظمی", given_name="کریم")
    signed_up(event, 2, family_name="Иванов", given_name="Пётр")
    assert [Signup.objects.filter(begin_so(query)).count() for query in ("Ivanov", "رضا", "петр ив", "کاظم")] == [
        0,
        0,
        1,
        1,
    ]


def test_only_signs_find_nobody_and_nothing_finds_all():  # S32
    signed_up(make_event_row())
    assert [Signup.objects.filter(begin_so(query)).count() for query in (", -", "", "  ")] == [0, 1, 1]


def test_people_stand_where_a_german_reader_looks_for_them():  # S32
    event = make_event_row(capacity=20)
    names = ["Zander", "Łódzki", "Lutz", "Øst", "Ost", "Oz", "Đuka", "Dürer", "al-Hassan", "Alt", "Ährling", "Ahrens"]
    for number, name in enumerate(names, 1):
        signed_up(event, number, family_name=name)
    sorted_names = [signup.family_name for signup in Signup.objects.order_by(*by_name())]
    assert sorted_names == [
        *("Ahrens", "Ährling", "al-Hassan", "Alt", "Đuka", "Dürer", "Łódzki", "Lutz", "Øst", "Ost", "Oz", "Zander"),
    ]
    backwards = [signup.family_name for signup in Signup.objects.order_by(*by_name(backwards=True))]
    assert backwards == sorted_names[::-1]


def test_who_has_one_name_is_known_by_it():  # S32
    assert known_as("Suharto", "") == ["suharto"] * 3
    assert sort_key("Suharto", "", "") == " suharto\n\n\n"


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_key_never_fails_and_says_the_same_of_what_is_folded_already(family, given_name):  # S32
    lines = sort_key(family, given_name, "").split("\n")
    assert len(lines) == 4
    assert sort_key(lines[0], lines[1], "").split("\n")[:2] == lines[:2]
    letters = name_letters(family, given_name)
    assert name_letters(letters) == letters
