"""The example for nginx, as an operator uses it: before gunicorn with the production settings."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import quote, unquote

import pytest

from tests.databases import manage
from tests.downloads.publications import pdf_bytes
from tests.nginx import run_nginx
from tests.servers import run_server
from tests.test_production import ENVIRONMENT

PREPARE = """
import json
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from cms.models import User
from downloads.files.file_names import file_url
from tests.builders import make_home
from tests.downloads.publications import add_file, make_publication, make_working_group

make_home()
member = User.objects.create_user("member", "member@stadt.example", "a long password for tests")
session = SessionStore()
session[SESSION_KEY] = str(member.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = member.get_session_auth_hash()
session.create()
files = {
    "public": add_file(make_publication(), "ar", "تحليل ٢"),
    "unreleased": add_file(make_publication(days=1)),
    "internal": add_file(make_publication(groups=[make_working_group("Arbeitsgruppe 1", member)])),
    "lost": add_file(make_publication()),
}
files["lost"].file.storage.delete(files["lost"].file.name)
print(json.dumps({
    "addresses": {name: file_url(file) for name, file in files.items()},
    "stored": {name: file.file.name for name, file in files.items()},
    "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}",
}))
"""
NUMBERS = (
    "from downloads.models import DownloadCount; print(list(DownloadCount.objects.values_list('number', flat=True)))"
)
CONTENT = pdf_bytes()
# What may lie below MEDIA_ROOT; the first two are as the site names public renditions.
KEY = "0123456789abcdef" * 2 + "01234567"
PICTURES = [
    f"images/{KEY}.png",
    f"images/{KEY}_aB3_xYz.webp",
    f"images/{KEY}.html",
    f"images/{KEY}.svg",
    f"images/{KEY[:-1]}.png",
    f"images/x/{KEY}.png",
    f"original_images/{KEY}.png",
    "original_images/photo.jpg",
    "images/photo.max-165x165.jpg",
    "picture.html",
]
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@dataclass(frozen=True)
class Answer:
    """What came over the wire."""

    status: int
    headers: http.client.HTTPMessage
    content: bytes

    def told(self, *names):
        return [self.headers[name] for name in names]


@dataclass(frozen=True)
class Site:
    """nginx before the app, and what stands in the database."""

    port: int
    app_port: int
    addresses: dict
    stored: dict
    cookie: str
    shell: object

    def get(self, path, *, method="GET", port=None, **headers):
        """Ask exactly for this path, which no client has tidied up."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=30)
        connection.request(method, path, headers={**BROWSER, **{k.replace("_", "-"): v for k, v in headers.items()}})
        answer = connection.getresponse()
        try:
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@pytest.fixture(scope="module")
def site(new_sqlite_url, tmp_path_factory):
    url, folder = new_sqlite_url(), tmp_path_factory.mktemp("nginx")
    var_dir = folder / "var"
    environment = {**ENVIRONMENT, "SECURE_SSL_REDIRECT": "0", "PRIVATE_FILES_ACCEL": "/private-files/"}

    def shell(code):
        return manage(url, var_dir, "shell", "--no-imports", "-c", code, **environment).stdout.strip().splitlines()[-1]

    made = json.loads(shell(PREPARE))
    for name in PICTURES:
        path = var_dir / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<script>alert(1)</script>")
    manage(url, var_dir, "collectstatic", "--noinput", "--verbosity", "0", **environment)
    with (
        run_server(url, var_dir, **environment) as server,
        run_nginx(server.port, var_dir, folder / "nginx") as port,
    ):
        yield Site(port, server.port, made["addresses"], made["stored"], made["cookie"], shell)


def test_nginx_sends_the_file_with_all_that_the_app_says_about_it(site):  # D7 X5
    answer = site.get(site.addresses["public"])
    assert (answer.status, answer.content) == (200, CONTENT)
    from_app = site.get(site.addresses["public"], port=site.app_port)
    assert from_app.content == b""  # so it was nginx that sent it
    ours = {name: from_app.headers.get_all(name) for name in from_app.headers}
    for name in ("Connection", "Content-Length", "Date", "Server", "X-Accel-Redirect"):
        del ours[name]
    assert {name: answer.headers.get_all(name) for name in ours} == ours
    assert sorted(answer.headers) == sorted([*ours, "Accept-Ranges", "Connection", "Content-Length", "Date", "Server"])
    assert answer.told(
        "Content-Type", "Content-Length", "Accept-Ranges", "Cache-Control", "X-Content-Type-Options"
    ) == [
        "application/pdf",
        str(len(CONTENT)),
        "bytes",
        "public, max-age=30",
        "nosniff",
    ]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert unquote(answer.headers["Content-Disposition"]) == "inline; filename*=utf-8''تحليل-٢-ar.pdf"


def test_head_tells_the_same_without_the_file(site):  # D7
    answer = site.get(site.addresses["public"], method="HEAD")
    whole = site.get(site.addresses["public"])
    assert (answer.status, answer.content) == (200, b"")
    assert {**dict(answer.headers), "Date": ""} == {**dict(whole.headers), "Date": ""}


def test_parts_are_as_the_app_alone_would_give_them(site):  # D7
    size = len(CONTENT)
    etag, modified = site.get(site.addresses["public"]).told("ETag", "Last-Modified")
    part = {"Range": "bytes=5-9"}
    asked = [
        part,
        {"Range": "bytes=-4"},
        {**part, "If-Range": etag},
        {**part, "If-Range": modified},
        {**part, "If-Range": '"other"'},
        {**part, "If-Range": "Mon, 31 May 2027 07:00:00 GMT"},
        {"Range": "bytes=0-1,5-6"},
        {"Range": f"bytes={size}-"},
        {"If-None-Match": etag},
        {"If-Modified-Since": modified},
        {"If-Modified-Since": "Mon, 31 May 2010 07:00:00 GMT"},
        {**part, "If-None-Match": '"other"'},
    ]
    answers = [site.get(site.addresses["public"], **headers) for headers in asked]
    piece, whole = (206, f"bytes 5-9/{size}", CONTENT[5:10]), (200, None, CONTENT)
    assert [(answer.status, answer.headers["Content-Range"], answer.content) for answer in answers] == [
        piece,
        (206, f"bytes {size - 4}-{size - 1}/{size}", CONTENT[-4:]),
        piece,
        piece,
        whole,
        whole,
        whole,
        (416, f"bytes */{size}", b""),
        (304, None, b""),
        (304, None, b""),
        whole,
        piece,
    ]
    assert {answer.headers["ETag"] for answer in answers} == {etag}
    assert {answer.headers["Last-Modified"] for answer in answers} == {modified}


def test_what_may_not_be_fetched_is_the_same_404_behind_nginx(site):  # D2 D3 X2
    paths = [site.addresses["unreleased"], site.addresses["internal"], "/downloads/aaaaaaaaaaaa/a-de.pdf"]
    answers = [site.get(path) for path in paths]
    assert [answer.status for answer in answers] == [404] * 3
    headers = [{k: v for k, v in answer.headers.items() if k not in ("Date", "Content-Length")} for answer in answers]
    assert headers == [headers[0]] * 3


def test_a_lost_file_is_the_apps_404(site):  # D7
    assert site.get(site.addresses["lost"]).told("Content-Language", "X-Accel-Redirect") == ["de", None]
    assert site.get(site.addresses["lost"], method="HEAD").status == 404


def test_a_member_gets_the_group_draft_and_nothing_keeps_it(site):  # D3 X2
    answer = site.get(site.addresses["internal"], Cookie=site.cookie)
    assert (answer.status, answer.content) == (200, CONTENT)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer.headers["Vary"]
    etag = answer.headers["ETag"]
    assert site.get(site.addresses["internal"], If_None_Match=etag).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/private-files/{}",
        "//private-files/{}",
        "/private-files/../private-files/{}",
        "/%70rivate-files/{}",
        "/media/../private/{}",
        "/media../private/{}",
        "/media/..%2fprivate/{}",
        "/media/%2e%2e/private/{}",
        "/media%2f..%2fprivate/{}",
        "/media/..%5cprivate/{}",
        "/media/%252e%252e/private/{}",
        "/media/private/{}",
        "/private/{}",
        "/var/private/{}",
        "/static/../private/{}",
        "/private-files../private/{}",
        "/media/../db.sqlite3",
        "/media../db.sqlite3",
    ],
)
def test_nothing_but_the_app_leads_to_a_file(site, path):  # D7 X2
    answer = site.get(path.format(site.stored["public"]))
    while answer.status in (301, 302):
        answer = site.get(quote(answer.headers["Location"].removeprefix(f"http://127.0.0.1:{site.port}"), safe="/%"))
    assert answer.status in (400, 404)
    assert b"%PDF" not in answer.content
    assert b"SQLite" not in answer.content


def test_a_visitor_can_not_tell_nginx_what_to_send(site):  # X2
    answer = site.get("/", X_Accel_Redirect=f"/private-files/{site.stored['public']}")
    assert (answer.status, b"%PDF" in answer.content) == (302, False)


def test_of_the_pictures_only_those_with_a_key_for_a_name_get_out(site):  # V7 X2 X5
    answers = {name: site.get(f"/media/{name}") for name in PICTURES}
    assert [name for name, answer in answers.items() if answer.status == 200] == PICTURES[:2]
    # The app, which nginx asks then, may first send to the same address below a language.
    others = [site.get(path) for path in ("/media/", "/media/images/", "/media/images/../picture.html")]
    assert {answer.status for answer in [*answers.values(), *others]} <= {200, 302, 404}
    assert [answer.status for answer in others if answer.status == 200] == []


def test_whatever_stands_among_the_pictures_runs_nothing(site):  # X5
    answer = site.get(f"/media/{PICTURES[0]}")
    assert (answer.status, answer.headers["X-Content-Type-Options"]) == (200, "nosniff")
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'; sandbox")


def test_pictures_carry_the_headers_that_the_app_gives(site):  # X5
    names = ["Strict-Transport-Security", "Referrer-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy"]
    ours = site.get("/de/barrier-report/", X_Forwarded_Proto="https", port=site.app_port)
    assert None not in ours.told(*names)
    for path in (f"/media/{PICTURES[0]}", f"/media/images/{'0' * 40}.png"):
        assert site.get(path).told(*names) == ours.told(*names)


def test_downloads_are_counted_once_behind_nginx(site):  # D8
    def number():
        return sum(json.loads(site.shell(NUMBERS)))

    before = number()
    site.get(site.addresses["public"])
    site.get(site.addresses["public"], Range="bytes=5-")
    site.get(site.addresses["public"], method="HEAD")
    assert number() == before + 1
