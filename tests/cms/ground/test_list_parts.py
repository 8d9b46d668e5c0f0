"""Lists in parts: what is asked for, what is shown, where the neighbours are."""

import pytest
from wagtail.models import Locale

from cms.ground.list_parts import OneAfterTheOther, list_part


@pytest.mark.parametrize(
    ("asked", "items", "query", "previous", "next_one"),
    [
        ("", [1, 2], "?q=W%C3%B6rter+%26", "", "?q=W%C3%B6rter+%26&page=2"),
        ("2", [3, 4], "?q=W%C3%B6rter+%26&page=2", "?q=W%C3%B6rter+%26", "?q=W%C3%B6rter+%26&page=3"),
        ("3", [5], "?q=W%C3%B6rter+%26&page=3", "?q=W%C3%B6rter+%26&page=2", ""),
        ("99", [5], "?q=W%C3%B6rter+%26&page=3", "?q=W%C3%B6rter+%26&page=2", ""),
        ("-1", [5], "?q=W%C3%B6rter+%26&page=3", "?q=W%C3%B6rter+%26&page=2", ""),
        ("zwei", [1, 2], "?q=W%C3%B6rter+%26", "", "?q=W%C3%B6rter+%26&page=2"),
        ("9" * 5000, [1, 2], "?q=W%C3%B6rter+%26", "", "?q=W%C3%B6rter+%26&page=2"),
    ],
)
def test_a_part_knows_its_neighbours(asked, items, query, previous, next_one):  # F1 X6
    part = list_part([1, 2, 3, 4, 5], asked, 2, q="W\u00f6rter &")
    assert (list(part.items), part.query, part.previous, part.next) == (items, query, previous, next_one)
    assert (part.last, part.count, part.has_neighbours) == (3, 5, True)


def test_a_list_without_parts_has_no_neighbours():
    for items in ([], [1]):
        part = list_part(items, "7", 2)
        assert (list(part.items), part.number, part.query, part.has_neighbours) == (items, 1, "", False)


@pytest.mark.django_db
def test_several_lists_are_read_as_one():  # F1
    for code in ("ar", "de", "en", "uk"):
        Locale.objects.get_or_create(language_code=code)
    ordered = Locale.objects.filter(language_code__in=["ar", "de", "en", "uk"]).order_by("language_code")
    both = OneAfterTheOther(
        [ordered.filter(language_code__lt="e"), ordered.none(), ordered.filter(language_code__gt="e")]
    )
    assert [[one.language_code for one in both[first : first + 2]] for first in range(5)] == [
        ["ar", "de"],
        ["de", "en"],
        ["en", "uk"],
        ["uk"],
        [],
    ]
    assert (len(both), both[3].language_code) == (4, "uk")
