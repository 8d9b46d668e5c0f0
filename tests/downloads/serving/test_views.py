"""The address of a file: what it answers to whom."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from downloads.files.file_names import file_name, file_url
from downloads.models import PublicationFile
from tests.builders import PASSWORD, make_home, make_staff
from tests.downloads.publications import add_file, make_publication, make_working_group, pdf_bytes

pytestmark = pytest.mark.django_db

RELEASE = datetime(2027, 5, 31, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture(autouse=True)
def home():
    return make_home()


def body(response):
    return b"".join(response.streaming_content)


def test_a_released_file_is_served_with_its_facts(client):  # D1 D7
    content = pdf_bytes()
    file = add_file(make_publication(), "de-simple", "Für alle: Analyse / „2. Entwurf“", content=content)
    assert unquote(file_url(file)) == f"/downloads/{file.public_id}/fuer-alle-analyse-2-entwurf-de-simple.pdf"
    response = client.get(file_url(file))
    assert response.status_code == 200
    assert body(response) == content
    told = {name: response.headers.get(name) for name in ("Content-Type", "Content-Length", "Content-Disposition")}
    assert told == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(content)),
        "Content-Disposition": 'inline; filename="fuer-alle-analyse-2-entwurf-de-simple.pdf"',
    }
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert response.headers["Cache-Control"] == "public, max-age=30"


@pytest.mark.parametrize("path", ["/downloads/\x00/a.pdf", "/downloads/a b/a.pdf"])
def test_what_can_not_be_an_id_does_not_reach_the_database(path):  # X6
    with pytest.raises(Resolver404):
        resolve(path)


def test_a_public_file_sets_no_cookie_and_looks_at_none(client):  # V3
    file = add_file(make_publication())
    client.force_login(make_staff("editor", "downloads.change_publication"))
    response = client.get(file_url(file))
    assert "Cookie" not in response.headers.get("Vary", "")
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert body(response).startswith(b"%PDF")


def test_the_name_of_a_file_keeps_the_letters_of_its_language():  # D7
    publication = make_publication()
    titles = {"ar": "تحليل ٢", "vi": "Bản phân tích", "hi": "विश्लेषण", "en": "../../etc/\u202epasswd\x00\r\n.exe"}
    files = [
        PublicationFile(publication=publication, language=code, title=titles[code], file="x.PDF") for code in titles
    ]
    names = {file.language: file_name(file) for file in files}
    assert names == {
        "ar": "تحليل-٢-ar.pdf",
        "vi": "bản-phân-tích-vi.pdf",
        "hi": "विश्लेषण-hi.pdf",
        "en": "etc-passwd-exe-en.pdf",
    }


def test_a_file_in_another_script_is_reached_at_the_address_that_pages_show(client):  # D7
    file = add_file(make_publication(), "ar", "تحليل ٢")
    response = client.get(file_url(file))
    assert response.status_code == 200
    assert unquote(response.headers["Content-Disposition"]) == "inline; filename*=utf-8''تحليل-٢-ar.pdf"
    body(response)


def test_head_tells_the_facts_without_the_file(client):  # D7
    file = add_file(make_publication())
    response = client.head(file_url(file))
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Length"] == str(file.size)


def test_nothing_but_reading_is_possible(client):  # X2
    file = add_file(make_publication())
    assert [getattr(client, verb)(file_url(file)).status_code for verb in ("post", "put", "delete")] == [405, 405, 405]


def test_who_has_the_file_already_gets_304_and_a_new_upload_ends_that(client):  # D7
    file = add_file(make_publication())
    response = client.get(file_url(file))
    etag = response.headers["ETag"]
    body(response)
    again = client.get(file_url(file), headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    file.file = ContentFile(pdf_bytes(3), name="new.pdf")
    file.save()
    assert client.head(file_url(file), headers={"If-None-Match": etag}).status_code == 200


def test_the_same_content_has_the_same_etag_wherever_it_is_stored(client):  # D7
    files = [add_file(make_publication(), content=pdf_bytes()) for _server in range(2)]
    etags = [client.head(file_url(file)).headers["ETag"] for file in files]
    assert etags == [f'"{files[0].digest[:32]}"'] * 2


def test_a_file_is_as_new_as_its_upload_or_its_release(client):  # D7
    early = datetime(2027, 5, 1, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    with time_machine.travel(early, tick=False):
        file = add_file(make_publication(release_at=RELEASE))
    with time_machine.travel(RELEASE + timedelta(days=1), tick=False):
        told = client.head(file_url(file)).headers["Last-Modified"]
        assert told == "Mon, 31 May 2027 07:00:00 GMT"
        assert client.head(file_url(file), headers={"If-Modified-Since": told}).status_code == 304
    with time_machine.travel(early + timedelta(days=1), tick=False):  # before the release; no date from the future
        client.force_login(make_staff("editor", "downloads.change_publication"))
        assert client.head(file_url(file)).headers["Last-Modified"] == "Sun, 02 May 2027 07:00:00 GMT"


def test_an_old_address_leads_to_the_current_one(client):  # D7
    file = add_file(make_publication())
    old = file_url(file)
    file.title = "Analyse, endgültig"
    file.save()
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (302, file_url(file))
    assert response.headers["Cache-Control"] == "public, max-age=30"


def test_an_old_address_leads_only_those_on_who_may_fetch_the_file(client, django_user_model):  # D3 X2
    member = django_user_model.objects.create_user("member", password=PASSWORD)
    file = add_file(make_publication(groups=[make_working_group("Arbeitsgruppe 1", member)]))
    old = f"/downloads/{file.public_id}/an-old-title-de.pdf"
    assert client.get(old).status_code == 404
    client.force_login(member)
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (302, file_url(file))
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_file_appears_at_its_moment_without_anyone_touching_it(client):  # D2
    with time_machine.travel(RELEASE - timedelta(days=3), tick=False):
        file = add_file(make_publication(release_at=RELEASE))
    with time_machine.travel(RELEASE - timedelta(seconds=1), tick=False):
        assert client.get(file_url(file)).status_code == 404
        assert client.get(file_url(file), headers={"If-None-Match": "*"}).status_code == 404
    with time_machine.travel(RELEASE, tick=False):
        response = client.get(file_url(file))
        assert response.status_code == 200
        body(response)


def test_every_refusal_is_the_same_404(client):  # D2 D3 X2
    group = make_working_group("Arbeitsgruppe 1")
    unreleased = add_file(make_publication(days=1))
    never = add_file(make_publication(days=None))
    internal = add_file(make_publication(groups=[group]))
    addresses = [
        "/downloads/aaaaaaaaaaaa/analyse-2-entwurf-de.pdf",
        file_url(unreleased),
        file_url(never),
        file_url(internal),
        f"/downloads/{unreleased.public_id}/other-de.pdf",
    ]
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [404] * 5
    headers = [{k: v for k, v in answer.headers.items() if k != "Content-Length"} for answer in answers]
    assert headers == [headers[0]] * 5
    pages = [
        answer.content.decode().replace(address, "ADDRESS") for answer, address in zip(answers, addresses, strict=True)
    ]
    assert pages == [pages[0]] * 5


def test_a_member_fetches_the_group_draft_and_no_cache_keeps_it(client, django_user_model):  # D3
    group = make_working_group("Arbeitsgruppe 1")
    file = add_file(make_publication(groups=[group]))
    member = django_user_model.objects.create_user("member", password=PASSWORD)
    client.force_login(member)
    assert client.get(file_url(file)).status_code == 404
    group.members.add(member)
    response = client.get(file_url(file))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in response.headers["Vary"]
    assert not response.cookies
    body(response)


def test_an_editor_checks_a_draft_before_its_release(client):  # D2
    file = add_file(make_publication(days=1))
    client.force_login(make_staff("editor", "downloads.change_publication"))
    response = client.get(file_url(file))
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")
    body(response)


@pytest.mark.parametrize("accel", ["", "/private-files/"])
def test_a_file_lost_from_the_storage_is_a_404_and_an_error_in_the_log(client, settings, logged_errors, accel):  # D7
    settings.PRIVATE_FILES_ACCEL = accel
    file = add_file(make_publication())
    file.file.storage.delete(file.file.name)
    assert [client.get(file_url(file)).status_code, client.head(file_url(file)).status_code] == [404, 404]
    assert [(record.levelno, record.getMessage()) for record in logged_errors] == [
        (logging.ERROR, f"The file of downloads.PublicationFile {file.pk} is missing in the storage.")
    ] * 2


def test_the_media_path_leads_to_no_draft(client):  # D2 X2
    file = add_file(make_publication())
    stored = Path(file.file.path)
    assert stored.is_relative_to(settings.PRIVATE_ROOT)
    assert not Path(settings.PRIVATE_ROOT).is_relative_to(settings.MEDIA_ROOT)
    paths = [file.file.name, f"../private/{file.file.name}", f"%2e%2e/private/{file.file.name}"]
    assert [client.get(f"/media/{path}").status_code for path in paths] == [404, 404, 404]


def test_wagtails_own_address_for_documents_does_not_exist(client):  # X2
    with pytest.raises(NoReverseMatch):
        reverse("wagtaildocs_serve", args=[1, "draft.pdf"])
    assert client.get("/documents/1/draft.pdf").status_code == 404


def test_serving_costs_one_query_for_everybody(client, django_assert_num_queries):  # D7
    file = add_file(make_publication())
    address = file_url(file)
    with django_assert_num_queries(2):  # the languages open to visitors, the file
        response = client.get(address)
    body(response)
