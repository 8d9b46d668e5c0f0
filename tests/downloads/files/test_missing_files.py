"""A publication's file that its row names and the storage hasn't; a bucket is listed once."""

from collections import Counter

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from storages.backends.s3 import S3Storage

from cms.models.media import private_storage
from downloads.files.missing_files import broken_invariants
from downloads.models import PublicationFile
from tests.downloads.publications import add_file, make_publication, pdf_bytes
from tests.s3 import run_s3

pytestmark = pytest.mark.django_db


def sentences(language: str = "en") -> list[str]:
    with translation.override(language):
        return list(broken_invariants())


def said_of(file: PublicationFile) -> list[str]:
    return [f"A file of the publication Analyse is not in the storage: {file.file.name}."]


def test_a_file_that_is_gone():  # D7 S21
    kept, lost = add_file(make_publication()), add_file(make_publication(days=1))
    kept.file = ContentFile(pdf_bytes(3), name="new.pdf")
    kept.save()
    assert sentences() == []
    private_storage().delete(lost.file.name)
    assert sentences() == said_of(lost)
    assert sentences("de") == [f"Eine Datei der Veröffentlichung Analyse fehlt im Speicher: {lost.file.name}."]
    lost.delete()
    assert sentences() == []


def test_a_row_that_names_no_file():
    file = add_file(make_publication())
    PublicationFile.objects.filter(pk=file.pk).update(file="")
    assert sentences() == []


def test_a_bucket_is_listed_once_and_asked_again_for_what_is_not_in_the_list(tmp_path, monkeypatch):  # D7 O2 S21
    with run_s3(tmp_path / "data") as server:
        storage = S3Storage(**server.options("private"))
        monkeypatch.setattr(PublicationFile._meta.get_field("file"), "storage", storage)
        storage.bucket.create()
        asked: Counter[str] = Counter()
        client = storage.connection.meta.client
        assert sentences() == []
        files = [add_file(make_publication()) for _number in range(5)]
        client.meta.events.register("before-call.s3", lambda model, **_more: asked.update([model.name]))
        assert (sentences(), asked) == ([], {"ListObjects": 1})
        client.delete_object(Bucket="private", Key=files[2].file.name)
        asked.clear()
        assert (sentences(), asked) == (said_of(files[2]), {"ListObjects": 1, "HeadObject": 2})
        client.close()
