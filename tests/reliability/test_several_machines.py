"""Two web servers with disks of their own, two workers, one PostgreSQL, one Redis, one S3: they agree at once."""

import contextlib
import json
import re
import urllib.request

import pytest
from storages.backends.s3 import S3Storage

from tests.databases import manage
from tests.redis_server import run_redis
from tests.reliability.crowd import shell
from tests.s3 import run_s3
from tests.servers import run_server
from tests.test_production import ENVIRONMENT

pytestmark = pytest.mark.postgres
PRIVATE, PUBLIC = "drafts", "pictures"
SITE = """
import io
from django.core.files.images import ImageFile
from cms.models import CustomImage
from tests.builders import add_page, make_home
from tests.cms.pictures.corpus import jpeg
home = make_home()
picture = CustomImage(title="Platz", description="Ein Platz", file=ImageFile(io.BytesIO(jpeg()), "platz.jpg"))
picture.save()
add_page(home, "Mit Bild", slug="mit-bild", picture=picture)
print(picture.file.name)
"""
RENAMED = """
from wagtail.models import Page
page = Page.objects.get(slug="mit-bild").specific
page.title = "Neuer Titel"
page.save_revision().publish()
"""
MOVED = """
from home.models import HomePage
from wagtail.models import Page, Site
from tests.builders import add_page
root = Page.get_first_root_node()
other = HomePage(title="Andere Startseite", slug="andere", summary="Neu.", locale=HomePage.objects.get().locale)
root.add_child(instance=other)
other.save_revision().publish()
Site.objects.update(root_page=other)
Site.objects.get().save()
"""


def page_of(server, path):
    with urllib.request.urlopen(server.url + path) as response:
        return response.read().decode()


@pytest.fixture(scope="module")
def machines(new_postgres_url, tmp_path_factory):
    """Two servers that share nothing but what a network brings, and how a command of one of them is run."""
    url, folder = new_postgres_url(), tmp_path_factory.mktemp("machines")
    with run_s3(folder / "s3") as s3, run_redis(folder / "redis") as redis, contextlib.ExitStack() as stack:
        buckets = {name: S3Storage(**s3.options(name)).bucket for name in (PRIVATE, PUBLIC)}
        for bucket in buckets.values():
            bucket.create()
        environment = {
            **ENVIRONMENT,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": "http://127.0.0.1",
            "SECURE_SSL_REDIRECT": "0",
            "CACHE_URL": redis.url,
            "PRIVATE_S3_BUCKET": PRIVATE,
            "MEDIA_S3_BUCKET": PUBLIC,
            "S3_ENDPOINT_URL": s3.url,
            "S3_REGION": s3.region,
            "S3_ACCESS_KEY_ID": s3.key,
            "S3_SECRET_ACCESS_KEY": s3.secret,
        }
        made = shell(url, folder / "first", SITE, **environment)
        servers = []
        for name in ("first", "second"):
            manage(url, folder / name, "collectstatic", "--noinput", "--verbosity", "0", **environment)
            servers.append(stack.enter_context(run_server(url, folder / name, **environment)))

        def run(code, machine="second"):
            return shell(url, folder / machine, code, **environment)

        yield servers, run, buckets, made, folder


def test_what_one_machine_writes_the_other_shows_with_the_next_request(machines):  # O8 R3
    servers, run, buckets, original, folders = machines
    assert ["Mit Bild" in page_of(server, "/de/mit-bild/") for server in servers] == [True, True]
    run(RENAMED)
    assert ["Neuer Titel" in page_of(server, "/de/mit-bild/") for server in servers] == [True, True]
    # Pictures lie in the buckets, and in no folder of a machine.
    shown = set(re.findall(r'<img[^>]* src="([^"]+)"', page_of(servers[0], "/de/mit-bild/")))
    (picture,) = (address for address in shown if not address.startswith("/static/"))
    name = picture.split(f"/{PUBLIC}/")[1]
    kept = buckets[PUBLIC].Object(name).get()
    assert (kept["ContentType"].startswith("image/"), kept["CacheControl"]) == (True, "public, max-age=3600")
    assert buckets[PRIVATE].Object(original).content_length > 0
    lying = [path for name in ("first", "second") for path in (folders / name).rglob("*") if path.is_file()]
    assert {path.relative_to(folders).parts[1] for path in lying} <= {"static"} | {
        path.name for path in lying if path.name.startswith("gunicorn-")
    }
    # Which page stands at the root is known to both, whichever was asked before.
    run(MOVED)
    assert ["Andere Startseite" in page_of(server, "/de/") for server in servers] == [True, True]


def test_a_limit_counts_over_both_machines_and_both_are_ready(machines):  # O8 S22
    servers, *_rest = machines
    ready = [json.loads(page_of(server, "/health/ready")) for server in servers]
    assert ready == [{"status": "ready", "missing": []}] * 2
