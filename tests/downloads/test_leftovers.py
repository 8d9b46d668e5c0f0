"""Files that no row names any more are deleted from the storage."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone

from cms.consequences.answers import answered_by
from cms.models.media import private_storage
from downloads.leftovers import remove_leftovers
from tests.downloads.publications import add_file, make_publication, pdf_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_of_other_tests():
    _later()


def _later(days: float = 2) -> int:
    cache.clear()
    return remove_leftovers(timezone.now() + timedelta(days=days))


def test_a_replaced_and_a_deleted_file_go_after_a_day():  # D6
    replaced, deleted = add_file(make_publication()), add_file(make_publication(), "en")
    old, gone = replaced.file.name, deleted.file.name
    replaced.file = ContentFile(pdf_bytes(3), name="new.pdf")
    replaced.save()
    with answered_by("test"):
        deleted.publication.delete()
    storage = private_storage()
    assert _later(days=0.5) == 0
    assert [storage.exists(name) for name in (old, gone, replaced.file.name)] == [True, True, True]
    assert _later() == 2
    assert [storage.exists(name) for name in (old, gone, replaced.file.name)] == [False, False, True]


def test_a_file_whose_transaction_came_to_nothing_goes_too():  # D6
    name = private_storage().save("publications/lost.pdf", ContentFile(pdf_bytes()))
    assert (_later(), private_storage().exists(name)) == (1, False)


def test_the_storage_is_looked_through_once_an_hour():
    private_storage().save("publications/lost.pdf", ContentFile(pdf_bytes()))
    assert _later(days=0) == 0
    assert remove_leftovers(timezone.now() + timedelta(days=2)) == 0
    assert _later() == 1


def test_an_empty_storage_is_no_error(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    assert _later() == 0
