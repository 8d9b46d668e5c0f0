"""Caches that fail end no page; the one in files holds about as many as it may, and reads its folder seldom."""

import logging
import random
import shutil
import urllib.request

import pytest
from django.core.cache.backends.redis import RedisCache

from cms.ground.forgiving_caches import COUNTED_EACH, FileCache, SharedCache
from tests.demo_site import loaded_demo
from tests.servers import run_server


def test_its_folder_is_read_now_and_then_and_emptied_when_it_is_too_full(tmp_path):  # O3
    random.seed(1)
    cache = FileCache(tmp_path, {"OPTIONS": {"MAX_ENTRIES": 50, "CULL_FREQUENCY": 1}})
    sizes = []
    for number in range(5 * COUNTED_EACH):
        cache.set(f"key-{number}", number)
        sizes.append(len(list(tmp_path.glob("*.djcache"))))
    emptied = sizes[1:].count(1)
    # On average once in COUNTED_EACH writes; what was written last always stands there.
    assert (0 < emptied < 15, cache.get(f"key-{number}")) == (True, number)


def test_it_counts_as_the_cache_of_django_does(tmp_path):  # O3
    cache = FileCache(tmp_path, {})
    assert [cache.add("posts", 1), cache.add("posts", 1), cache.incr("posts"), cache.get("posts")] == [
        True,
        False,
        2,
        2,
    ]


def forgiven(cache):
    """What each way to ask a cache that fails gives."""
    return [
        cache.get("key", "other"),
        cache.get_many(["key"]),
        cache.set("key", 1),
        cache.set_many({"key": 1}),
        cache.add("key", 1),
        cache.delete("key"),
        cache.delete_many(["key"]),
        cache.clear(),
    ]


@pytest.fixture
def in_the_way(tmp_path):
    """A folder for a cache in which nothing can be kept, whoever asks."""
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "cache"


def test_a_cache_that_fails_keeps_nothing_and_says_so_once(in_the_way, caplog):  # O8
    cache = FileCache(in_the_way, {})
    with caplog.at_level(logging.WARNING):
        assert forgiven(cache) == ["other", {}, None, [], True, False, None, None]
        forgiven(cache)
    assert [record.getMessage() for record in caplog.records] == [
        "The cache fails, and the site goes on without it (NotADirectoryError)."
    ]


def test_a_redis_that_is_away_keeps_nothing_and_one_that_is_there_is_djangos(redis_server, caplog):  # O8
    cache, djangos = SharedCache(redis_server.url, {}), RedisCache(redis_server.url, {})
    assert (cache.add("key", 1), cache.add("key", 2), djangos.get("key"), cache.get_many(["key"])) == (
        True,
        False,
        1,
        {"key": 1},
    )
    redis_server.stop()
    with caplog.at_level(logging.WARNING):
        assert forgiven(cache) == ["other", {}, None, ["key"], True, False, None, None]
    assert len(caplog.records) == 1


@pytest.mark.parametrize("broken", ["files", "redis"])
def test_pages_are_served_while_the_cache_is_broken(tmp_path, broken):  # O8 R2
    demo = loaded_demo(tmp_path)
    environment = {"CACHE_URL": "redis://127.0.0.1:1/0"} if broken == "redis" else {}
    shutil.rmtree(demo.var_dir / "cache", ignore_errors=True)
    (demo.var_dir / "cache").write_text("a file where the folder should be")
    with run_server(demo.database_url, demo.var_dir, PAGE_CACHE="0", **environment) as server:
        for path in ("/de/", "/en/", "/de/veranstaltungen/"):
            with urllib.request.urlopen(server.url + path) as response:
                assert response.status == 200
