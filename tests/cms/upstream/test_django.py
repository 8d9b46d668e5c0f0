"""Numbers that no column holds, in a list that a stranger sent."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from downloads.models import Publication
from tests.builders import make_admin, make_home
from tests.databases import manage
from tests.downloads.admin.test_publications import ADD, errors_of, form, row

TOO_MANY = [2**31, 2**63, -(2**70), 10**40]
ASKED = f"""
from django.contrib.auth.models import Group
one = Group.objects.create(name="Eine")
print(list(Group.objects.filter(pk__in=[one.pk, *{TOO_MANY}]).values_list("name", flat=True)),
      Group.objects.exclude(pk__in={TOO_MANY}).filter(pk=one.pk).count(), len(Group.objects.in_bulk({TOO_MANY})))
"""


@pytest.mark.django_db
def test_no_row_has_a_number_that_is_too_large():  # X2
    group = Group.objects.create(name="Eine")
    assert list(Group.objects.filter(pk__in=[group.pk, *TOO_MANY])) == [group]
    assert list(Group.objects.filter(pk__in=TOO_MANY)) == []


@pytest.mark.postgres
def test_postgresql_is_not_asked_for_it_either(postgres_url, tmp_path):  # X2
    printed = manage(postgres_url, tmp_path, "shell", "--no-imports", "-c", ASKED).stdout
    assert printed.strip() == "['Eine'] 1 0"


@pytest.mark.django_db
def test_a_choice_of_several_with_such_a_number_is_an_error_of_its_field(client):  # X2
    make_home()
    client.force_login(make_admin())
    response = client.post(reverse(ADD), form(row("de"), audience="group", working_groups=["9" * 40]))
    assert (response.status_code, list(errors_of(response)["form"])) == (200, ["working_groups"])
    assert not Publication.objects.exists()
