"""How often something may be posted."""

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory

from cms.settings.caches import caches
from cms.throttle import minutes, network_of, seconds_to_wait, seconds_to_wait_for, too_many

NOON = "2026-11-22 12:00:00+00:00"
QUARTER_TO = "2026-11-22 12:45:00+00:00"
ONE_O_CLOCK = "2026-11-22 13:00:00+00:00"


def request_from(address="203.0.113.5", forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return RequestFactory().post("/", headers=headers, REMOTE_ADDR=address)


def allowed(*post, **window) -> bool:
    return seconds_to_wait(*post, **window) == 0


def test_a_limit_holds_for_its_window_and_tells_how_long():  # S22
    with time_machine.travel(QUARTER_TO, tick=False):
        assert [seconds_to_wait("form", request_from(), 2) for _ in range(4)] == [0, 0, 900, 900]
    with time_machine.travel(ONE_O_CLOCK, tick=False):
        assert seconds_to_wait("form", request_from(), 2) == 0


def test_scopes_networks_and_window_lengths_are_counted_apart():  # S22
    with time_machine.travel(NOON, tick=False):
        assert allowed("form", request_from(), 1)
        assert not allowed("form", request_from(), 1)
        assert allowed("other", request_from(), 1)
        assert allowed("form", request_from("203.0.113.6"), 1)
        assert allowed("form", request_from(), 1, seconds=60)


def test_zero_is_no_limit_and_counts_nothing():  # S22
    assert [seconds_to_wait("form", request_from(), 0) for _ in range(3)] == [0, 0, 0]
    assert allowed("form", request_from(), 1)


def test_an_event_is_counted_whoever_posts():  # S22
    with time_machine.travel(NOON, tick=False):
        assert [seconds_to_wait_for("form", "7", 1), seconds_to_wait_for("form", "7", 1)] == [0, 3600]
        assert seconds_to_wait_for("form", "8", 1) == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_a_network_is_one_ipv4_address_or_an_ipv6_household(address, network):  # S22
    assert network_of(request_from(address)) == network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "198.51.100.7", "203.0.113.5"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "192.0.2.1, 198.51.100.7", "198.51.100.7"),
        (2, "192.0.2.1, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (1, "198.51.100.7:4711", "198.51.100.7"),
        (1, "[2001:db8::1]:4711", "2001:db8::/64"),
        (1, "nonsense", "203.0.113.5"),
        (2, "198.51.100.7", "203.0.113.5"),
        (1, None, "203.0.113.5"),
    ],
)
def test_only_what_our_own_proxies_wrote_counts(settings, proxies, forwarded, network):  # S22 X8
    settings.TRUSTED_PROXIES = proxies
    assert network_of(request_from(forwarded=forwarded)) == network


def test_nobody_is_counted_together_with_others_who_have_no_address():  # S22
    assert [seconds_to_wait("form", request_from(""), 1) for _ in range(3)] == [0, 0, 0]


def test_the_cache_holds_no_address_in_clear():  # V1 V4 S22
    seconds_to_wait("form", request_from("203.0.113.5"), 5)
    kept = repr(cache._cache)
    assert ("203.0.113.5" in kept, "throttle." in kept) == (False, True)


def test_a_cache_that_fails_stops_nobody(settings, tmp_path):  # S22 R2
    no_folder = tmp_path / "file"
    no_folder.write_text("")
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": no_folder / "cache"}
    }
    assert [seconds_to_wait("form", request_from(), 1) for _ in range(3)] == [0, 0, 0]


def test_the_cache_of_files_keeps_a_count_for_the_whole_window(settings, tmp_path):  # S22
    from cms.settings.base import CACHES

    settings.CACHES = {"default": {**CACHES["default"], "LOCATION": tmp_path}}
    with time_machine.travel(NOON, tick=False) as clock:
        assert [seconds_to_wait("form", request_from(), 2) for _ in range(2)] == [0, 0]
        clock.shift(3000)
        assert seconds_to_wait("form", request_from(), 2) == 600


def test_too_many_is_a_429_that_says_when():  # S22
    response = too_many(HttpResponse("page"), 90)
    assert (response.status_code, response["Retry-After"], response.content) == (429, "90", b"page")
    assert [minutes(wait) for wait in (1, 60, 61, 3600)] == [1, 1, 2, 60]


@pytest.mark.parametrize("address", ["localhost:6379", "memcached://localhost", "redis://", "nonsense"])
def test_an_address_of_a_cache_that_can_not_work_ends_with_one_sentence(address, tmp_path):  # O2
    with pytest.raises(ImproperlyConfigured, match="^CACHE_URL can't be understood: write redis://:PASSWORD@HOST:PORT"):
        caches({"CACHE_URL": address}, tmp_path, "")


def test_limits_are_counted_in_the_shared_cache(settings, tmp_path, redis_server):  # S22 O2
    settings.CACHES = caches({"CACHE_URL": redis_server.url}, tmp_path, "")
    assert [seconds_to_wait_for("form", "7", 1) > 0 for _ in range(3)] == [False, True, True]
    with redis_server.client() as client:
        assert len(client.keys()) == 1
    assert (tmp_path / "cache").exists() is False
    redis_server.stop()
    assert [seconds_to_wait_for("form", "7", 1) for _ in range(3)] == [0, 0, 0]
