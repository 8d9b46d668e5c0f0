"""The cache in files holds about as many as it may, and reads its folder seldom."""

import random

from cms.ground.file_cache import COUNTED_EACH, FileCache


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
