"""How long caches between us and the readers may keep a page."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.ground.freshness import MOST_SECONDS, changes_at, keep_briefly
from tests.builders import BERLIN, add_page, make_admin, make_event, make_event_index, make_event_page, make_home
from tests.shared_cache import SharedCache

NOW = datetime(2027, 5, 1, 12, 0, tzinfo=BERLIN)


def answer(*moments, method="get", status=200, headers=None, cookie=False):
    def view(request):
        changes_at(*moments)
        response = HttpResponse(status=status, headers=headers)
        if cookie:
            response.set_cookie("name", "value")
        return response

    return keep_briefly(view)(getattr(RequestFactory(), method)("/"))


@pytest.mark.parametrize(
    ("seconds", "kept"), [([], 1), ([None], 1), ([-5], 1), ([3600], 1), ([1.9], 1), ([40, 0.7], 0), ([0.5, 40], 0)]
)
@time_machine.travel(NOW, tick=False)
def test_a_page_is_kept_for_a_second_and_never_beyond_its_next_change(seconds, kept):  # D2
    moments = [None if value is None else NOW + timedelta(seconds=value) for value in seconds]
    assert answer(*moments).headers["Cache-Control"] == f"public, max-age=0, s-maxage={kept}"


@pytest.mark.parametrize(
    "given",
    [
        {"method": "post"},
        {"status": 404},
        {"status": 302},
        {"cookie": True},
        {"headers": {"Vary": "Accept-Language, Cookie"}},
    ],
)
def test_nothing_is_said_of_what_is_not_the_same_for_everybody(given):  # X2
    response = answer(**given)
    assert (response.status_code, "Cache-Control" in response.headers) == (given.get("status", 200), False)


def test_an_answer_that_says_so_itself_is_left_alone():  # X2
    assert answer(headers={"Cache-Control": "no-store"}).headers["Cache-Control"] == "no-store"


def test_a_moment_noted_for_one_page_does_not_count_for_the_next():
    answer(timezone.now() + timedelta(seconds=0.5))
    assert answer().headers["Cache-Control"] == f"public, max-age=0, s-maxage={MOST_SECONDS}"


@pytest.mark.django_db
def test_pages_of_the_public_may_be_kept_and_what_is_personal_may_not(client):  # X2
    home = make_home()
    public, private = add_page(home, "Offen", slug="offen"), add_page(home, "Intern", slug="intern")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    client.force_login(make_admin())
    addresses = [public.url, private.url, reverse("barrier_report"), reverse("wagtailadmin_home")]
    told = [client.get(address).headers.get("Cache-Control", "") for address in addresses]
    assert ["s-maxage" in text for text in told] == [True, False, False, False]


@pytest.mark.django_db
def test_a_cached_page_opens_its_sign_up_on_time(client):  # D2
    index = make_event_index(make_home())
    with time_machine.travel(NOW, tick=False):
        page = make_event_page(index, make_event(signup_opens_at=NOW + timedelta(days=1)))
    cache = SharedCache(client)
    address = reverse("events:signup", args=[page.event.public_id])
    seen = {}
    for seconds in (-20, -0.5, 0, 0.5, 40):
        with time_machine.travel(NOW + timedelta(days=1, seconds=seconds), tick=False):
            seen[seconds] = f'href="{address}"' in cache.get(page.url).content.decode()
    assert seen == {-20: False, -0.5: False, 0: True, 0.5: True, 40: True}
    assert cache.asked == 4
