"""Archive, journal and private files in the buckets of a real S3-compatible server, as production has them."""

import pytest
from storages.backends.s3 import S3Storage

from tests.cms.backup.sites import AFTER, BEFORE, new_sqlite_site, site_at
from tests.reliability.crowd import shell
from tests.s3 import run_s3

BUCKETS = ("drafts", "backups")
APPENDED = """
from django.utils import timezone
from cms.erasures.journal import append_owed
append_owed(timezone.now())
"""


@pytest.fixture
def server(tmp_path):
    with run_s3(tmp_path / "s3") as running:
        storages = [S3Storage(**running.options(name)) for name in BUCKETS]
        for storage in storages:
            storage.bucket.create()
        yield running, storages[0].bucket
        for storage in storages:
            storage.connection.meta.client.close()


def production(server) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "a key for this test only " * 4,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": "https://teilhabe.example",
        "EMAIL_BACKEND": "",
        "ERASURE_JOURNAL": "s3://backups/journal",
        "PRIVATE_S3_BUCKET": "drafts",
        "S3_ENDPOINT_URL": server.url,
        "S3_REGION": server.region,
        "S3_ACCESS_KEY_ID": server.key,
        "S3_SECRET_ACCESS_KEY": server.secret,
    }


def test_a_site_comes_back_from_buckets_alone(server, new_sqlite_url, tmp_path):  # R4 O8
    running, drafts = server
    environment = production(running)
    old = site_at(new_sqlite_url(), tmp_path / "old", tmp_path / "none")
    new = new_sqlite_site(tmp_path / "new", tmp_path / "none")
    shell(old.url, old.folder, BEFORE, **environment)
    old.run("backup", "s3://backups/2026/site", **environment)
    assert old.refused("backup", "s3://backups/2026/site", **environment) == (
        "s3://backups/2026/site is there already: name a new object."
    )
    shell(old.url, old.folder, AFTER + APPENDED, **environment)
    drafts.objects.all().delete()
    said = new.run("restore", "s3://backups/2026/site", **environment).stdout
    assert "Erased once more by the journal: 4." in said
    code = "from downloads.models import PublicationFile as F; from events.models import Signup; "
    code += "print(F.objects.get().file.read()[:5].decode(), Signup.objects.exclude(family_name='').count())"
    assert shell(new.url, new.folder, code, **environment) == "%PDF- 2"


def test_what_a_bucket_lacks_is_said_in_a_sentence(server, tmp_path):  # R4
    site = new_sqlite_site(tmp_path / "new", tmp_path / "none")
    environment = production(server[0])
    assert site.refused("restore", "s3://backups/other", **environment) == (
        "There is no journal of erasures at s3://backups/journal, so nobody who was erased after the backup could be "
        "erased again: put it there, or restore with --without-journal."
    )
    assert "NoSuchKey" in site.refused("restore", "s3://backups/other", "--without-journal", **environment)


def test_an_address_without_its_settings_is_refused_in_a_sentence(new_sqlite_url, tmp_path):  # R4
    site = site_at(new_sqlite_url(), tmp_path / "old", tmp_path / "none")
    assert site.refused("backup", "s3://backups/site").startswith("An address that begins with s3:// needs S3_REGION")
