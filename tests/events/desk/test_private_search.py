"""People are searched without their names in an address."""

import pytest
from django.urls import reverse

from cms.ground.private_search import MOST_KEPT
from events.models import InvitationCode
from events.signups import save_code
from tests.browser_client import BrowserClient
from tests.builders import make_event_row, make_home, make_staff, signed_up

pytestmark = pytest.mark.django_db
NAME = "Zwirnbein"


@pytest.fixture
def clerk(client):
    make_home()
    client.force_login(make_staff("clerk", "events.view_signup"))
    return client


@pytest.fixture
def people():
    event = make_event_row()
    signed_up(event, 1)
    return [signed_up(event, number, family_name=NAME) for number in (2, 3)]


def search(client, words=NAME, name="signups:index", **filters):
    return client.post(reverse(name), {"q": words, **filters})


def names(response):
    return [signup.family_name for signup in response.context["object_list"]]


def test_the_words_are_posted_and_the_address_holds_a_key(clerk, people):  # V8
    response = search(clerk, state="unconfirmed", language="")
    assert response.status_code == 303
    path, query = response["Location"].split("?")
    assert (path, NAME in query, query.startswith("state=unconfirmed&search=")) == ("/admin/signups/", False, True)
    page = clerk.get(response["Location"])
    assert names(page) == [NAME, NAME]
    html = page.content.decode()
    # The field still holds the words, and is the only one to do so: no link leads anywhere with them.
    assert f'value="{NAME}"' in html
    assert f"={NAME}" not in html.replace(f'value="{NAME}"', "")
    assert '<form action="/admin/signups/"' in html.replace("\n", "")
    assert 'name="csrfmiddlewaretoken"' in html


def test_paging_and_sorting_keep_the_search(clerk, people, monkeypatch):  # V8 S14
    from events.desk.signups.signup_list import SignupIndexView

    monkeypatch.setattr(SignupIndexView, "get_paginate_by", lambda *_: 1)
    address = search(clerk)["Location"]
    html = clerk.get(address).content.decode()
    key = address.partition("search=")[2]
    assert f"search={key}&amp;p=2" in html
    assert names(clerk.get(f"{address}&p=2")) == [NAME]
    assert names(clerk.get(f"{address}&ordering=family_name")) == [NAME]


def test_results_come_while_somebody_types_and_tell_their_address(clerk, people):  # V8
    response = search(clerk, name="signups:index_results", event="")
    assert (response.status_code, names(response), response.content.count(b"<html")) == (200, [NAME, NAME], 0)
    html = response.content.decode()
    address = html.partition('data-search-address="')[2].partition('"')[0]
    assert (address.startswith("/admin/signups/?search="), NAME in address) == (True, False)
    assert names(clerk.get(address)) == [NAME, NAME]
    everybody = search(clerk, "", "signups:index_results")
    assert (len(names(everybody)), 'data-search-address="/admin/signups/"' in everybody.content.decode()) == (3, True)


def test_the_same_words_have_the_same_key_and_old_ones_are_forgotten(clerk, people):  # V8
    first = search(clerk)["Location"]
    assert search(clerk)["Location"] == first
    for number in range(MOST_KEPT):
        search(clerk, f"person {number}")
    assert len(clerk.session["private_searches"]) == MOST_KEPT
    assert len(names(clerk.get(first))) == 3


def test_a_key_means_nothing_to_others(clerk, people):  # V8 X1
    address = search(clerk)["Location"]
    other = BrowserClient()
    other.force_login(make_staff("other", "events.view_signup"))
    page = other.get(address)
    assert (len(names(page)), NAME in page.context["search_form"].as_p()) == (3, False)


def test_words_in_an_address_are_not_searched_for(clerk, people):  # V8
    page = clerk.get(reverse("signups:index"), {"q": NAME})
    assert len(names(page)) == 3


def test_accounts_are_searched_in_the_same_way(client):  # V8
    make_home()
    make_staff("zwirnbein")
    client.force_login(make_staff("verwaltung", "cms.change_user", "cms.view_user"))
    response = search(client, "zwirn", "wagtailusers_users:index")
    assert (response.status_code, "zwirn" in response["Location"]) == (303, False)
    page = client.get(response["Location"])
    assert [user.get_username() for user in page.context["object_list"]] == ["zwirnbein"]
    assert "q=zwirn" not in page.content.decode()
    assert '<form action="/admin/users/"' in page.content.decode()
    results = search(client, "zwirn", "wagtailusers_users:index_results")
    assert [user.get_username() for user in results.context["object_list"]] == ["zwirnbein"]


def test_invitation_codes_are_searched_in_the_same_way(client):  # V8 S10
    make_home()
    event = make_event_row()
    for organisation, code in [("Dachverband", "ABCDEF23"), ("Verein", "ABCDEF24")]:
        values = {"seats": 2, "held_back": 0, "valid_until": event.starts_at}
        save_code(InvitationCode(event=event, organisation=organisation, code=code, **values))
    client.force_login(make_staff("clerk", "events.view_invitationcode"))
    response = search(client, "ABCDEF23", "invitation_codes:index")
    assert (response.status_code, "ABCDEF" in response["Location"]) == (303, False)
    page = client.get(response["Location"])
    assert [code.organisation for code in page.context["object_list"]] == ["Dachverband"]
    assert ("q=ABCDEF23" in page.content.decode(), "private_search.js" in page.content.decode()) == (False, True)
    results = search(client, "verein", "invitation_codes:index_results")
    assert [code.organisation for code in results.context["object_list"]] == ["Verein"]
    assert 'data-search-address="/admin/invitation_codes/?search=' in results.content.decode()
    assert len(client.get("/admin/invitation_codes/?q=ABCDEF23").context["object_list"]) == 2


def test_only_those_who_see_the_list_search_it(client, people):  # X1
    client.force_login(make_staff("translator"))
    for name in ("signups:index", "signups:index_results", "wagtailusers_users:index"):
        response = search(client, name=name)
        assert (response.status_code, "search=" in response["Location"]) == (302, False)


def test_wagtails_header_still_has_the_form_that_ours_replaces():
    from django.template.loader import get_template

    source = get_template("wagtailadmin/shared/headers/slim_header.html").template.source
    parts = [
        "{% block search_form %}",
        'data-controller="w-swap"',
        "change->w-swap#submitLazy input->w-swap#submitLazy",
    ]
    assert [part for part in parts if part not in source] == []
