"""Whatever is chosen in a form is found by words, and made anew by those who may."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.builders import make_event, make_home, make_staff

pytestmark = pytest.mark.django_db
CHOSEN = ["events_event", "events_venue", "events_signupform", "downloads_publication", "cms_video"]


def chooser(client, name: str, **search):
    answer = client.get(reverse(f"wagtailsnippetchoosers_{name}:choose"), search)
    return BeautifulSoup(answer.json()["html"], "html.parser")


def links_to_new(page: BeautifulSoup) -> list[str]:
    return [link["href"] for link in page.select("a[target=_blank]")]


@pytest.mark.parametrize("name", CHOSEN)
def test_each_chooser_has_words_to_search_by_and_leads_to_a_new_one(admin_client, name):  # E2
    make_home()
    page = chooser(admin_client, name)
    [address] = links_to_new(page)
    assert (len(page.select("input[name=q]")), admin_client.get(address).status_code) == (1, 200)


def test_who_may_not_make_one_is_told_who_can(client):  # E2
    make_home()
    client.force_login(make_staff("reader", "downloads.view_publication"))
    page = chooser(client, "downloads_publication")
    assert (links_to_new(page), page.text.count("Wer auf dieser Website veröffentlicht")) == ([], 1)


def test_every_typed_word_has_to_be_there(admin_client):  # E2
    make_home()
    for name in ("Werkstatt am Markt", "Werkstatt am Fluss"):
        make_event(name)
    names = [link.text.strip() for link in chooser(admin_client, "events_event", q="fluss werk").select("tbody a")]
    assert names == ["Werkstatt am Fluss"]
