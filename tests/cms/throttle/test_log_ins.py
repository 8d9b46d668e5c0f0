"""How often somebody may try to log in, wherever it is counted."""

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from cms.settings.caches import caches
from cms.throttle import log_ins
from cms.throttle.models import Counter
from cms.throttle.stored import clear_ended

pytestmark = pytest.mark.django_db
NOON = "2026-11-22 12:00:00+00:00"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def _few(settings):
    settings.LOG_INS_PER_NETWORK_AND_MINUTE = 0
    settings.LOG_INS_PER_NETWORK_AND_HOUR = 0
    settings.LOG_INS_PER_ACCOUNT_AND_HOUR = 3
    settings.LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE = 0


@pytest.fixture
def shared(settings, tmp_path, redis_server):
    """The shared cache, as CACHE_URL makes it."""
    settings.CACHES = caches({"CACHE_URL": redis_server.url}, tmp_path, "")
    return redis_server


@pytest.fixture(params=["cache", "database"])
def counting(request):
    """The test runs twice: with a shared cache, and without one."""
    return request.getfixturevalue("shared") if request.param == "cache" else None


def request_from(address="203.0.113.5"):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def tries(number, account="redaktion", address="203.0.113.5", **device):
    return [log_ins.seconds_to_wait(request_from(address), account, **device) for _ in range(number)]


def test_an_account_is_tried_so_often_from_wherever(counting):  # X7
    waits = [log_ins.seconds_to_wait(request_from(f"203.0.113.{number}"), "redaktion") for number in range(5)]
    assert waits == [0, 0, 0, 3600, 3600]
    assert tries(1, "leitung") == [0]


def test_other_spellings_are_the_same_account(counting):  # X7
    waits = [*tries(1, "Redaktion"), *tries(1, " redaktion "), *tries(2, "ｒｅｄａｋｔｉｏｎ")]
    assert waits == [0, 0, 0, 3600]


def test_a_network_is_limited_for_the_minute_and_for_the_hour(counting, settings):  # X7
    settings.LOG_INS_PER_NETWORK_AND_MINUTE = 2
    settings.LOG_INS_PER_NETWORK_AND_HOUR = 3
    with time_machine.travel(NOON, tick=False) as clock:
        assert [tries(1, f"account {number}") for number in range(3)] == [[0], [0], [60]]
        clock.shift(60)
        assert [tries(1, f"account {number}") for number in range(2)] == [[0], [3540]]
        assert tries(1, address="203.0.113.6") == [0]


def test_a_network_that_has_to_wait_uses_up_nobodys_account(counting, settings):  # X7
    settings.LOG_INS_PER_NETWORK_AND_HOUR = 2
    assert tries(9) == [0, 0, *[3600] * 7]
    assert tries(2, address="203.0.113.6") == [0, 3600]


def test_strangers_lock_nobody_out_of_a_device_that_is_known(counting):  # X7
    assert tries(9, address="198.51.100.1")[-1] == 3600
    assert tries(1) == [3600]
    assert tries(4, known_device="desk 7") == [0, 0, 0, 3600]
    assert tries(1, known_device="desk 8") == [0]
    assert tries(1, "leitung", known_device="desk 7") == [0]


@pytest.mark.parametrize("device", [{}, {"known_device": "desk 7"}])
def test_who_gets_in_was_not_guessing(counting, settings, device):  # X7
    settings.LOG_INS_PER_NETWORK_AND_HOUR = 3
    for _ in range(9):
        assert tries(1, **device) == [0]
        log_ins.succeeded(request_from(), "redaktion", **device)
    assert tries(4, **device) == [0, 0, 0, 3600]


def test_many_networks_at_once_hash_no_more_passwords_in_a_minute_than_that(counting, settings):  # X7
    settings.LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE = 3
    with time_machine.travel(NOON, tick=False) as clock:
        waits = [tries(1, f"account {number}", f"203.0.113.{number}")[0] for number in range(5)]
        assert waits == [0, 0, 0, 60, 60]
        log_ins.succeeded(request_from("203.0.113.1"), "account 1")
        assert tries(1, "leitung", "198.51.100.1") == [60]
        assert tries(1, "leitung", known_device="desk 7") == [0]
        clock.shift(60)
        assert tries(1, "leitung", "198.51.100.1") == [0]


def test_who_has_to_wait_for_others_uses_up_no_tries_of_the_account(counting, settings):  # X7
    settings.LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE = 1
    settings.LOG_INS_PER_NETWORK_AND_HOUR = 3
    with time_machine.travel(NOON, tick=False) as clock:
        assert tries(9) == [0, *[60] * 8]
        clock.shift(60)
        assert tries(1) == [0]


def test_who_is_limited_alone_takes_nothing_from_others(counting, settings):  # X7
    settings.LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE = 4
    assert tries(9)[3:] == [3600] * 6
    assert tries(1, "leitung", "198.51.100.1") == [0]


def test_right_passwords_count_for_the_minute_too(counting, settings):  # X7
    settings.LOG_INS_PER_NETWORK_AND_MINUTE = 2
    for _ in range(2):
        assert tries(1) == [0]
        log_ins.succeeded(request_from(), "redaktion")
    assert tries(1) == [60]


def test_without_an_address_only_the_account_is_counted(counting, settings):  # X7
    settings.LOG_INS_PER_NETWORK_AND_HOUR = 1
    assert tries(4, address="") == [0, 0, 0, 3600]


def test_a_limit_of_zero_is_off(counting, settings):  # X7
    settings.LOG_INS_PER_ACCOUNT_AND_HOUR = 0
    assert tries(9) == [0] * 9
    log_ins.succeeded(request_from(), "redaktion")
    assert Counter.objects.count() == 0


def test_the_shared_cache_counts_and_the_database_does_not(shared):  # X7 O2
    tries(2)
    with shared.client() as client:
        assert [len(client.keys()), Counter.objects.count()] == [1, 0]


def test_a_shared_cache_that_is_lost_lets_nobody_through(shared):  # X7
    assert tries(2) == [0, 0]
    shared.stop()
    assert tries(5) == [0, 0, 0, 3600, 3600]
    log_ins.succeeded(request_from(), "redaktion")
    assert Counter.objects.get().number == 4


def test_a_cache_of_this_machine_counts_no_log_ins(settings):  # X7
    assert list(settings.CACHES) == ["default"]
    tries(2)
    assert Counter.objects.get().number == 2


def test_nobody_reads_who_tried(counting):  # V1 V4
    tries(1, "redaktion@stadt.example", known_device="desk 7")
    tries(1, "redaktion@stadt.example")
    if counting:
        with counting.client() as client:
            kept = repr(client.keys())
    else:
        kept = repr(list(Counter.objects.values()))
    assert [part for part in ("redaktion", "stadt", "desk", "203.0.113") if part in kept] == []
    assert kept.count("teilhabe" if counting else "ends_at") == 2


def test_the_worker_clears_windows_that_are_over(settings):  # X7 V2
    assert "cms.throttle.stored.clear_ended" in settings.WORKER_JOBS
    tries(1)
    now = timezone.now()
    assert [clear_ended(now), clear_ended(now + timedelta(hours=1)), Counter.objects.count()] == [0, 1, 0]
