"""The files of publications in a private bucket of a real S3-compatible server."""

import http.client
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone
from storages.backends.s3 import S3Storage

from cms.models.media import private_storage
from downloads.files.file_names import file_url
from downloads.files.unused_files import marks_in, remove_leftovers
from downloads.models import DownloadCount, PublicationFile
from tests.builders import PASSWORD, make_home
from tests.downloads.publications import add_file, make_publication, make_working_group, pdf_bytes
from tests.s3 import run_s3

pytestmark = pytest.mark.django_db

BUCKET = "private"
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with run_s3(tmp_path_factory.mktemp("s3") / "data") as running:
        yield running


@pytest.fixture
def bucket(server, settings, monkeypatch):
    """The bucket that the site keeps private files in, for this test."""
    make_home()
    storage = S3Storage(**server.options(BUCKET))
    # The field has chosen its storage long ago.
    monkeypatch.setattr(PublicationFile._meta.get_field("file"), "storage", storage)
    settings.PRIVATE_FILES_SIGNED_SECONDS = 60
    bucket = storage.bucket
    bucket.create()
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()
    storage.connection.meta.client.close()


def fetch(server, address, method="GET", **headers):
    """Status, headers and content that the S3 server answers with."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, address.removeprefix(server.url), headers=headers)
    answer = connection.getresponse()
    try:
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_an_upload_lands_in_the_bucket_and_the_bucket_is_closed(bucket, server):  # D7 O2
    file = add_file(make_publication())
    assert [(entry.key, entry.size) for entry in bucket.objects.all()] == [(file.file.name, file.size)]
    addresses = [f"/{BUCKET}/{file.file.name}", f"/{BUCKET}", f"/{BUCKET}/?list-type=2", "/"]
    assert [fetch(server, address)[0] for address in addresses] == [403] * 4


def test_a_download_leads_to_a_signed_address_with_our_headers(bucket, server, client):  # D7
    file = add_file(make_publication(), "ar", "تحليل ٢")
    response = client.get(file_url(file), headers=BROWSER)
    assert (response.status_code, response.headers["Cache-Control"]) == (302, "private, no-store")
    address = response.headers["Location"]
    assert parse_qs(urlsplit(address).query)["X-Amz-Expires"] == ["60"]
    status, headers, content = fetch(server, address)
    assert (status, content) == (200, pdf_bytes())
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert headers["Cache-Control"] == "public, max-age=30"
    status, headers, content = fetch(server, address, Range="bytes=5-9")
    assert (status, headers["Content-Range"], content) == (206, f"bytes 5-9/{file.size}", pdf_bytes()[5:10])
    assert DownloadCount.objects.get().number == 1


def test_the_headers_alone_have_a_signed_address_of_their_own(bucket, server, client):  # D7
    file = add_file(make_publication())
    address = client.head(file_url(file)).headers["Location"]
    assert [fetch(server, address, method)[0] for method in ("HEAD", "GET")] == [200, 403]


def test_a_signed_address_ends_and_can_not_be_changed(bucket, server, client):  # D7
    file = add_file(make_publication())
    other = add_file(make_publication(days=1))
    with time_machine.travel(timezone.now() - timedelta(seconds=50), tick=True):
        running = client.get(file_url(file)).headers["Location"]
    with time_machine.travel(timezone.now() - timedelta(seconds=62), tick=True):
        ended = client.get(file_url(file)).headers["Location"]
    longer = ended.replace("X-Amz-Expires=60", "X-Amz-Expires=6000")
    elsewhere = running.replace(file.file.name, other.file.name)
    assert [fetch(server, address)[0] for address in (running, ended, longer, elsewhere)] == [200, 403, 403, 403]


def test_whatever_may_not_be_fetched_gets_no_signed_address(bucket, client, django_user_model):  # D2 D3 X2
    member = django_user_model.objects.create_user("member", password=PASSWORD)
    unreleased = add_file(make_publication(days=1))
    internal = add_file(make_publication(groups=[make_working_group("Arbeitsgruppe 1", member)]))
    answers = [client.get(file_url(file)) for file in (unreleased, internal)]
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(404, None)] * 2
    client.force_login(member)
    answers = [client.get(file_url(file)) for file in (unreleased, internal)]
    assert [answer.status_code for answer in answers] == [404, 302]


def test_a_file_lost_from_the_bucket_is_a_404_and_an_error_in_the_log(bucket, client, logged_errors):  # D7
    file = add_file(make_publication())
    bucket.Object(file.file.name).delete()
    assert client.get(file_url(file)).status_code == 404
    assert [record.getMessage() for record in logged_errors] == [
        f"The file of downloads.PublicationFile {file.pk} is missing in the storage."
    ]


def test_leftovers_in_a_bucket_go_into_quarantine_and_out_of_it(bucket, settings, server):  # D6 R6
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": server.options(BUCKET)},
    }
    storage = private_storage()
    kept = add_file(make_publication())
    lost = storage.save("publications/lost.pdf", ContentFile(pdf_bytes()))
    rounds = []
    for days in (2, 31, 32):
        cache.clear()
        rounds.append(remove_leftovers(timezone.now() + timedelta(days=days)))
    assert (rounds, storage.exists(lost), storage.exists(kept.file.name)) == ([0, 0, 1], False, True)
    assert marks_in(storage) == {}
