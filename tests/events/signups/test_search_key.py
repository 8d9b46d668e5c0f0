"""By which text people are found and sorted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.models import Signup
from events.signups.search_key import begin_so, by_name, has_reference, search_key
from tests.builders import make_event_row, signed_up

NAMES = [
    ("Muster", "Zoe"),
    ("Muster-Schmidt", "Bea"),
    ("Özdemir", "Can"),
    ("Oz", "Ali"),
    ("Straß", "Eva"),
    ("zander", "A"),
]


def test_the_key_has_a_line_for_each_name_and_a_space_before_each_word():  # S17
    assert search_key("Müller-Straß", "Ada  Maria", "") == " muller strass\n ada maria\n"


@pytest.mark.django_db
def test_people_are_sorted_as_in_a_telephone_list():  # S17
    event = make_event_row(capacity=10)
    for number, (family, given_name) in enumerate(NAMES):
        signed_up(event, number, family_name=family, given_name=given_name)
    names = Signup.objects.order_by(*by_name()).values_list("family_name", flat=True)
    assert list(names) == ["Muster", "Muster-Schmidt", "Oz", "Özdemir", "Straß", "zander"]


@pytest.mark.django_db
def test_a_reference_is_looked_for_as_a_whole_or_from_its_beginning():  # S14 S17
    signup, other = [signed_up(make_event_row(), number) for number in (1, 2)]
    reference = signup.reference.lower()
    assert list(Signup.objects.filter(begin_so(reference))) == [signup]
    assert list(Signup.objects.filter(begin_so(reference[:7]))) == []
    assert list(Signup.objects.filter(has_reference(reference[:6], 4))) == [signup]
    assert list(Signup.objects.filter(has_reference(reference[:3], 4))) == []
    assert other.reference != signup.reference


@pytest.mark.django_db
@given(query=st.text(st.characters(), max_size=40))
def test_whatever_is_looked_for_is_no_error_of_the_database(query):  # X6
    assert list(Signup.objects.filter(begin_so(query))) == []
