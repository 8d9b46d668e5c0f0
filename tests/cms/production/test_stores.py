"""Caches and private files that can't be written, or that everybody reads."""

import pytest
from django.core.files.storage import storages

from cms.production.stores import cache, private_place, private_storage


@pytest.fixture
def private(settings, tmp_path):
    """Private files in a folder of their own."""
    place = tmp_path / "private"
    place.mkdir(mode=0o750)
    entry = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(place)}}
    settings.STORAGES = {**settings.STORAGES, "private": entry}
    storages._storages.pop("private", None)
    yield place
    storages._storages.pop("private", None)


def test_a_cache_that_keeps_is_silent():  # O6
    assert list(cache()) == []


def test_a_cache_that_forgets_is_named(settings):  # O6
    settings.CACHES = {**settings.CACHES, "limits": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert list(cache()) == ["The cache 'limits' doesn't keep what is written there (None): check CACHE_URL."]


def test_a_server_that_does_not_answer_is_named(settings):  # O6
    entry = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/1"}
    settings.CACHES = {**settings.CACHES, "limits": entry}
    [sentence] = cache()
    assert sentence.startswith("The cache 'limits' doesn't keep what is written there (Error 111 connecting")
    assert sentence.endswith("check CACHE_URL.")


def test_private_files_that_can_be_written_leave_nothing_behind(private):  # O6
    assert list(private_storage()) == []
    assert [path for path in private.rglob("*") if path.is_file()] == []


def test_a_folder_that_is_none_is_told(private):  # O6
    private.rmdir()
    private.write_text("no folder")
    [sentence] = private_storage()
    assert sentence.startswith("Private files can't be written and read (")
    assert sentence.endswith("): check who owns VAR_DIR, or the bucket.")


def test_a_private_place_is_silent(private):  # O6
    assert list(private_place()) == []


def test_private_files_among_the_public_ones_are_told(private, settings):  # O6
    settings.MEDIA_ROOT = private.parent
    assert list(private_place()) == ["Private files lie below MEDIA_ROOT, where everybody may read them."]


def test_a_folder_that_is_open_to_all_users_is_told(private):  # O6
    private.chmod(0o755)
    assert list(private_place()) == [f"Every user of this machine may look into {private}: run chmod o= on it."]
