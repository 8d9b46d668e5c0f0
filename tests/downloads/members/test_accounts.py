"""Whose account an address or a name means, and for whom a link may set a password."""

import pytest
from django.contrib.auth.models import Group

from cms.models import User
from downloads.members.accounts import (
    account_that_logs_in,
    account_with_address,
    is_for_reading_only,
    may_set_password,
    new_account,
)
from downloads.models import WorkingGroup
from tests.builders import make_admin

from .people import invited

pytestmark = pytest.mark.django_db


def account(username: str, email: str = "", **fields) -> User:
    return User.objects.create(username=username, email=email, **fields)


def test_an_address_or_a_name_means_an_account_however_it_is_written():  # D3
    ada = account("ada", "Ada@Verein.example")
    assert [account_that_logs_in(typed) for typed in ("ada", "ada@verein.EXAMPLE", "eve")] == [ada, ada, None]
    assert [account_with_address(address) for address in ("ADA@verein.example", "eve@verein.example")] == [ada, None]


def test_an_address_means_the_account_whose_address_it_is_now():  # D3
    old = account("ada@verein.example", "moved@verein.example")
    new = account("ada", "ada@verein.example")
    assert [account_that_logs_in("ada@verein.example"), account_that_logs_in("moved@verein.example")] == [new, old]


def test_an_account_that_was_switched_off_comes_last():  # X7
    account("off", "ada@verein.example", is_active=False)
    active = account("on", "ada@verein.example")
    assert [account_with_address("ada@verein.example"), account_that_logs_in("ada@verein.example")] == [active] * 2


def test_a_new_account_is_made_once_for_an_address_and_can_do_nothing():  # D3
    made = new_account("Ada@Verein.example")
    assert (made.username, made.email, made.has_usable_password()) == (
        "ada@verein.example",
        "Ada@Verein.example",
        False,
    )
    assert (is_for_reading_only(made), new_account("ada@verein.example")) == (True, made)


def test_a_name_whose_account_has_another_address_by_now_stays_its_owners():  # X7
    somebody = account("ada@verein.example", "moved@verein.example")
    made = new_account("ada@verein.example")
    assert (made == somebody, made.username.startswith("ada@verein.example-")) == (False, True)


@pytest.mark.parametrize(
    "fields", [{"first_name": "Ada"}, {"last_name": "L"}, {"is_staff": True}, {"is_superuser": True}]
)
def test_an_account_that_somebody_made_more_of_is_for_more_than_reading(fields):  # X7
    made = new_account("ada@verein.example")
    User.objects.filter(pk=made.pk).update(**fields)
    assert is_for_reading_only(User.objects.get(pk=made.pk)) is False


def test_a_group_or_a_name_of_its_own_is_more_than_reading_too():  # X7
    grouped = new_account("ada@verein.example")
    grouped.groups.add(Group.objects.create(name="Verein"))
    assert [is_for_reading_only(grouped), is_for_reading_only(account("ada"))] == [False, False]


def test_a_link_sets_the_password_of_members_alone():  # X3
    group = WorkingGroup.objects.create(name="Verkehr")
    fresh, chosen = invited(group, "eins@verein.example", password=""), invited(group, "zwei@verein.example")
    assert [may_set_password(fresh), may_set_password(chosen)] == [True, True]
    off = invited(group, "drei@verein.example")
    off.is_active = False
    # Without a password and with a name: that one comes by single sign-on.
    elsewhere = invited(group, "vier@verein.example", password="")
    elsewhere.first_name = "Ada"
    assert [may_set_password(user) for user in (off, elsewhere, make_admin())] == [False, False, False]
