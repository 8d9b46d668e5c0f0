"""The first page of the admin offers a new update to those who may write one."""

import pytest
from django.urls import reverse

from home.models import NewsIndexPage
from home.roles import EDITORS, SIGNUP_STAFF, TRANSLATORS
from tests.builders import add_page, make_home
from tests.home.test_roles import member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "is_offered"), [(EDITORS, 1), (SIGNUP_STAFF, 0), (TRANSLATORS, 0)])
def test_editors_begin_an_update_with_one_click(client, role, is_offered):  # E2 E13
    updates = add_page(make_home(), "Aktuelles", model=NewsIndexPage)
    client.force_login(member(role))
    page = client.get("/admin/").content.decode()
    address = reverse("wagtailadmin_pages:add", args=["home", "newspage", updates.pk])
    assert page.count(f'href="{address}"') == is_offered


def test_without_a_list_of_updates_there_is_no_button(client):  # E4
    make_home()
    client.force_login(member(EDITORS))
    assert client.get("/admin/").content.decode().count("newspage") == 0
