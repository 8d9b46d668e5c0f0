"""The logs of nginx and of gunicorn after a whole sign-up, a search of staff, and addresses that nobody should read."""

import http.client
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from cms.logs.requests import loggable_network, loggable_path
from tests.databases import manage
from tests.nginx import run_nginx
from tests.servers import run_server
from tests.test_production import ENVIRONMENT

PREPARE = """
import json
from django.utils import translation
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from cms.models import User
from cms.forms.public_form import new_start
from downloads.members.inviting import invite
from downloads.members.links import Purpose as MemberPurpose, password_path
from events.signups.secret_links import Purpose, make_token
from tests.builders import make_home
from tests.downloads.publications import add_file, make_publication, make_working_group
from downloads.files.file_names import file_url
from tests.builders import make_event_row, signed_up
make_home()
event = make_event_row()
signup = signed_up(event, given_name="Wilhelmine", family_name="Zwirnbein", email="wilhelmine@zwirnbein.example")
invite(make_working_group("Gruppe"), "mitglied@verein.example", "de")
member = User.objects.get(email="mitglied@verein.example")
user = User.objects.create_user("leitung", "leitung@stadt.example", "a long password for tests")
uid = urlsafe_base64_encode(force_bytes(user.pk))
with translation.override("de"):
    print(json.dumps({
        "started": new_start(),
        "form": f"/de/signup/{event.public_id}/",
        "tokens": [make_token(signup, purpose) for purpose in Purpose],
        "password": password_path(member, MemberPurpose.INVITATION),
        "reset": f"/admin/password_reset/confirm/{uid}/{default_token_generator.make_token(user)}/",
        "file": file_url(add_file(make_publication(), title="Zwirnbein")),
    }))
"""
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
# Whatever an operator writes there
FORMAT = "%(h)s %(r)s %(U)s %(q)s %(a)s %({referer}i)s %({raw_uri}e)s %({location}o)s %(s)s"
NETWORKS = ["203.0.113.77", "198.51.100.9", "2001:db8:7:8:9:a:b:c", "2001:db8::77", "2001::77", "::1"]


@dataclass(frozen=True)
class Site:
    """nginx before the app, what stands in the database, and the logs of both."""

    port: int
    made: dict
    nginx: Path
    gunicorn: Path

    def ask(self, path, method="GET", body=None, came_from="198.51.100.9"):
        """Send one request exactly as it stands here and return the status."""
        headers = {"User-Agent": BROWSER, "X-Test-Address": came_from}
        if body is None:
            headers["Referer"] = f"https://a.example{path}"
        else:
            # From another site it would be refused.
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()

    def lengths(self):
        return [len(log.read_text().splitlines()) for log in (self.nginx, self.gunicorn)]

    def lines_after(self, lengths, number):
        """Return the lines of nginx and of gunicorn for ``number`` requests, which are written after the answers."""
        expected = [length + number for length in lengths]
        until = time.monotonic() + 20
        while self.lengths() != expected and time.monotonic() < until:
            time.sleep(0.02)
        assert self.lengths() == expected
        logs = zip((self.nginx, self.gunicorn), lengths, strict=True)
        return [log.read_text().splitlines()[length:] for log, length in logs]


@pytest.fixture(scope="module")
def site(new_sqlite_url, tmp_path_factory):
    url, folder = new_sqlite_url(), tmp_path_factory.mktemp("logs")
    access = folder / "access.log"
    environment = {
        **ENVIRONMENT,
        "SECURE_SSL_REDIRECT": "0",
        "TRUSTED_PROXIES": "1",
        "GUNICORN_CMD_ARGS": f"--access-logfile={access} --access-logformat='{FORMAT}'",
    }
    made = manage(url, folder / "var", "shell", "--no-imports", "-c", PREPARE, **environment).stdout.splitlines()[-1]
    manage(url, folder / "var", "collectstatic", "--noinput", "--verbosity", "0", **environment)
    addresses = "set_real_ip_from 127.0.0.1; real_ip_header X-Test-Address;"
    with (
        run_server(url, folder / "var", **environment) as server,
        run_nginx(server.port, folder / "var", folder / "nginx", addresses) as port,
    ):
        yield Site(port, json.loads(made), folder / "nginx" / "teilhabe.log", access)


def secrets_of(made):
    tokens = [*made["tokens"], made["password"].split("/")[-2], made["reset"].split("/")[-2]]
    # What is cut off at the front or at the end of a token is still most of a secret.
    return [part for token in tokens for part in (token, token[5:40], token[-30:])]


def test_a_whole_sign_up_leaves_no_secret_no_name_and_no_address(site):  # V4 V8
    made = site.made
    confirm, personal, accept = (f"/de/my-signup/{token}/" for token in made["tokens"])
    before = site.lengths()
    statuses = [
        site.ask(made["form"]),
        site.ask(made["form"], "POST", urlencode({"started": made["started"], "email": "anna@zwirnbein.example"})),
        site.ask(f"{made['form']}?email=wilhelmine%40zwirnbein.example"),
        *(site.ask(f"{confirm}confirm/", method, body) for method, body in [("GET", None), ("POST", "")]),
        *(site.ask(f"{personal}{rest}") for rest in ("", "cancel/", "correct/", "erase/", "data.json", "event.ics")),
        site.ask(f"{accept}accept/"),
        # As mail programs break them
        *(site.ask(f"{personal}{rest}") for rest in ("%20", "x", "?utm_source=a", "%3E")),
        site.ask(personal.rstrip("/")),
        site.ask(personal.replace(":", "%3A")),
        site.ask(personal.replace("my-signup", "my%2Dsignup")),
        site.ask("/" + personal),
        site.ask(made["password"]),
        site.ask(made["reset"]),
        site.ask(made["reset"].replace("password_reset", "password%5Freset")),
        site.ask(made["file"]),
        site.ask("/de/search/?q=Zwirnbein"),
        site.ask("/admin/events/signups/?q=Zwirnbein"),
        site.ask("/admin/login/?next=/admin/events/signups/%3Fq%3DZwirnbein"),
    ]
    assert {200, 303, 302, 404} <= set(statuses) <= {200, 301, 302, 303, 400, 404}
    nginx, gunicorn = site.lines_after(before, len(statuses))
    assert {line.split(" ")[0] for line in nginx} == {"198.51.100.0"}
    told = "\n".join(nginx + gunicorn)
    assert [secret for secret in secrets_of(made) if secret in told] == []
    hidden = ("irnbein", "ilhelmine", "anna", "198.51.100.9", "Mozilla", "a.example", "utm_source", "?")
    assert [trace for trace in hidden if trace in told] == []


def test_nginx_and_gunicorn_write_what_the_rule_says(site):  # V4 V8
    addresses = [
        "/de/",
        "/de/konzept/?seite=2",
        "/sitemap.xml",
        "//de//",
        "/de/Stra%C3%9Fe/",
        "/anna@example.org",
        "/downloads/aaaaaaaaaaaa/Name.pdf",
        "/de/my-signup/abc/password/def/",
        "/de/?next=/password/abc/",
        "/de/%3F/my-signup/abc/",
    ]
    before = site.lengths()
    for path in addresses:
        site.ask(path)
    for address in NETWORKS:
        # nginx keeps what has no query, and asks the app for this each time.
        site.ask("/robots.txt?a=b", came_from=address)
    asked = [("198.51.100.9", path) for path in addresses] + [(address, "/robots.txt?a=b") for address in NETWORKS]
    expected = [f"{loggable_network(address)} {loggable_path(path)}" for address, path in asked]
    lines, others = site.lines_after(before, len(asked))
    nginx = [
        re.sub(r'^(\S+) - - \[[^\]]+\] "GET (\S+) HTTP/1.1" \d+ \d+ "-" "-" [\d.]+$', r"\1 \2", line) for line in lines
    ]
    assert sorted(nginx) == sorted(expected)
    # gunicorn knows nginx's address only, and X-Forwarded-For is no part of what it tells.
    gunicorn = [line.split(" ")[0:3:2] for line in others]
    assert sorted(gunicorn) == sorted(["127.0.0.0", loggable_path(path)] for _address, path in asked)


def test_errors_of_nginx_tell_neither(site, tmp_path):  # V4 V8
    with run_nginx(1, tmp_path / "var", tmp_path / "nginx") as port:
        alone = Site(port, site.made, tmp_path / "nginx" / "teilhabe.log", site.gunicorn)
        [token, *_others] = site.made["tokens"]
        assert alone.ask(f"/de/my-signup/{token}/") == 502
        told = "".join(path.read_text() for path in (tmp_path / "nginx").glob("*.log"))
    assert [secret for secret in (token, token[5:40], "127.0.0.1") if secret in told] == []
