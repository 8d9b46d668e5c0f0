"""The example for nginx in front of kept pages: what it keeps, for how long, and for whom it keeps nothing."""

import http.client
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.databases import manage
from tests.nginx import run_nginx
from tests.reliability.crowd import shell
from tests.servers import run_server
from tests.test_production import ENVIRONMENT

SITE = """
import json
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from tests.builders import make_home
make_home()
print(json.dumps({"style": staticfiles_storage.url("cms/css/site.css"), "cookie": settings.SESSION_COOKIE_NAME}))
"""
RENAME = "from home.models import HomePage; home = HomePage.objects.get(); home.title = {title!r}; "
RENAME += "home.save_revision().publish()"
TOKEN = "what-monitoring-sends"
PRODUCTION = {**ENVIRONMENT, "SECURE_SSL_REDIRECT": "0", "PAGE_CACHE_MEGABYTES": "8", "METRICS_TOKEN": TOKEN}
# How long after a publish nginx may show the page of before; the rest is the time of this machine.
A_SECOND = 1.0


@dataclass(frozen=True)
class Site:
    port: int
    url: str
    var_dir: object
    made: dict

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        try:
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def rename(self, title: str) -> None:
        shell(self.url, self.var_dir, RENAME.format(title=title), **PRODUCTION)


@pytest.fixture(scope="module")
def site(new_sqlite_url, tmp_path_factory) -> Iterator[Site]:
    url, folder = new_sqlite_url(), tmp_path_factory.mktemp("nginx")
    var_dir = folder / "var"
    manage(url, var_dir, "collectstatic", "--noinput", "--verbosity", "0", **PRODUCTION)
    made = json.loads(shell(url, var_dir, SITE, **PRODUCTION))
    more = "add_header X-Kept $upstream_cache_status always;"
    with (
        run_server(url, var_dir, **PRODUCTION) as server,
        run_nginx(server.port, var_dir, folder / "nginx", more) as port,
    ):
        yield Site(port, url, var_dir, made)


def test_a_publish_is_seen_within_a_second(site):  # F4 R8
    how = set()
    for title in ("Eins", "Zwei"):
        site.rename(title)
        committed = time.monotonic()
        shown = ""
        while shown != title:
            assert time.monotonic() - committed < A_SECOND + 0.5
            _status, headers, body = site.get("/de/")
            shown = re.search(rb"<h1>(.*?)</h1>", body)[1].decode()
            how.add(headers["X-Kept"])
    # Nothing that is over is shown while nginx asks: on a quiet day that would be the page of yesterday.
    assert how <= {"HIT", "MISS", "EXPIRED", "REVALIDATED"}


def test_what_is_kept_is_the_same_for_everybody_and_says_so(site):  # F4
    statuses = set()
    for _time in range(5):
        status, headers, _body = site.get("/de/", Accept_Encoding="gzip, deflate, br, zstd")
        statuses.add(headers["X-Kept"])
        assert (status, headers["Content-Encoding"], headers["Cache-Control"]) == (
            200,
            "br",
            "public, max-age=0, s-maxage=1",
        )
    assert "HIT" in statuses
    assert site.get("/de/", If_None_Match=headers["ETag"], Accept_Encoding="br")[0] == 304


@pytest.mark.parametrize("how", ["session", "query", "password"])
def test_nothing_is_kept_for_one_person_or_for_what_strangers_add(site, how):  # F4 X2
    headers = {"session": {"Cookie": f"a=b; {site.made['cookie']}=x"}, "password": {"Authorization": "Basic x"}}
    address = "/de/?utm_source=x" if how == "query" else "/de/"
    told = [site.get(address, **headers.get(how, {}))[1]["X-Kept"] for _time in range(3)]
    assert told == ["BYPASS"] * 3


def test_a_style_sheet_comes_compressed_and_for_ever(site):  # F4
    status, headers, body = site.get(site.made["style"], Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"], headers["Content-Type"]) == (200, "gzip", "text/css; charset=utf-8")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (body[:2], headers["X-Content-Type-Options"]) == (b"\x1f\x8b", "nosniff")
    assert site.get("/static/../private/x")[0] in (400, 404)
    assert site.get("/static/staticfiles.json")[1]["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("address", ["/metrics", "//metrics", "/%6Detrics", "/de/../metrics", "/metrics?x"])
def test_the_world_gets_no_numbers_whatever_it_sends(site, address):  # R6
    assert site.get(address, Authorization=f"Bearer {TOKEN}")[0] == 404


def test_a_balancer_asks_through_nginx_whether_the_site_is_ready(site):  # R6
    assert [site.get(address)[0] for address in ("/health/live", "/health/ready")] == [200, 200]
