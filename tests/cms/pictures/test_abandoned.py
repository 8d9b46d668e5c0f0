"""Uploads that nobody finished are gone after a day."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from wagtail.models import UploadedFile

from cms.pictures.abandoned import clear_abandoned
from cms.pictures.fields import private_storage

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)


def waiting(name: str, came: datetime) -> UploadedFile:
    upload = UploadedFile.objects.create(file=ContentFile(b"GPS", name))
    os.utime(upload.file.path, (came.timestamp(), came.timestamp()))
    return upload


def test_what_waited_for_a_day_goes_at_night_with_its_file(settings):  # V2 X2
    assert "cms.pictures.abandoned.clear_abandoned" in settings.WORKER_JOBS
    old = waiting("old.jpg", NIGHT - timedelta(hours=25))
    young = waiting("young.jpg", NIGHT - timedelta(hours=23))
    assert clear_abandoned(NIGHT + timedelta(hours=9)) == 0
    assert [clear_abandoned(NIGHT), clear_abandoned(NIGHT)] == [1, 0]
    assert [upload.pk for upload in UploadedFile.objects.all()] == [young.pk]
    names = [old.file.name, young.file.name]
    assert [private_storage().exists(name) for name in names] == [False, True]


def test_a_row_whose_file_is_gone_goes_too():  # V2
    upload = waiting("old.jpg", NIGHT)
    private_storage().delete(upload.file.name)
    assert (clear_abandoned(NIGHT), UploadedFile.objects.count()) == (1, 0)
