"""Who belongs to those whom a row of the table names."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cms.admin_routes.rules import CLOSED, EVERYBODY, NOBODY, STAFF, Rule, all_of, any_of
from tests.builders import make_admin, make_staff

ADD, VIEW = "events.add_event", "events.view_event"


@pytest.mark.parametrize(
    ("who", "held"),
    [
        (any_of(ADD, VIEW), [False, True, True]),
        (all_of(ADD, VIEW), [False, False, True]),
        (NOBODY, [False, False, False]),
        (CLOSED, [False, False, False]),
        (EVERYBODY, [True, True, True]),
    ],
)
def test_rights_are_needed_together_or_one_of_them(who, held):  # X10
    assert [who.holds_for(rights) for rights in ([], [ADD], [ADD, VIEW])] == held


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "admitted"),
    [
        (any_of(ADD), [False, False, True, True]),
        (STAFF, [False, True, True, True]),
        (NOBODY, [False, False, False, True]),
        (CLOSED, [False, False, False, False]),
        (EVERYBODY, [True, True, True, True]),
    ],
)
def test_a_superuser_passes_where_anybody_might_and_nobody_where_it_is_closed(who, admitted):  # X10
    people = [AnonymousUser(), make_staff("reader"), make_staff("editor", ADD), make_admin()]
    assert [who.admits(user) for user in people] == admitted


def test_what_changes_nothing_counts_as_looking():  # X10
    rule = Rule("kind", ("route",), get=STAFF, post=CLOSED)
    methods = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
    assert [rule.who(method) for method in methods] == [STAFF] * 3 + [CLOSED] * 5
