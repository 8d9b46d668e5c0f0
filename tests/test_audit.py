"""``make audit``: what it finds, and what it says where nobody answers."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.databases import ROOT

ADVISORY = {
    "id": "GHSA-0000-0000-0000",
    "summary": "made for this test",
    "affected": [
        {
            "package": {"name": "django", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
        }
    ],
}


class AdvisoryService(BaseHTTPRequestHandler):
    """Speaks as much of OSV's interface as pip-audit asks; knows one advisory, about Django."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        knows = self.server.knows_one and asked["package"]["name"] == "django"
        answer = json.dumps({"vulns": [ADVISORY]} if knows else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


@contextmanager
def advisory_service(knows_one: bool) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), AdvisoryService) as server:
        server.knows_one = knows_one
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


@pytest.fixture
def project(tmp_path):
    """A small project with the audit in it, which locks one package only: asking about all takes its time."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "audit.py", tmp_path / ".ci")
    lock = (ROOT / "requirements-dev.txt").read_text()
    (only_django,) = re.findall(r"^django==.*?(?=^\S)", lock, re.DOTALL | re.MULTILINE)
    for name in ("", "-dev", "-demo", "-s3"):
        (tmp_path / f"requirements{name}.txt").write_text(only_django)
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def audit(project: Path, **environment: str) -> tuple[int, list[str]]:
    subprocess.run(["git", "add", "."], cwd=project, check=True)
    done = subprocess.run(
        [sys.executable, str(project / ".ci" / "audit.py")],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_an_open_advisory_is_named_with_the_version_that_mends_it(project):  # X9
    with advisory_service(knows_one=True) as address:
        code, lines = audit(project, AUDIT_OSV_URL=address)
    (found,) = [line for line in lines if "GHSA" in line]
    assert (code, found.split(": ")[1]) == (1, "GHSA-0000-0000-0000, mended in 99.1")
    assert found.startswith("django 5.2.")


def test_without_an_advisory_a_strange_licence_or_a_secret_nothing_is_found(project):  # X9
    with advisory_service(knows_one=False) as address:
        code, lines = audit(project, AUDIT_OSV_URL=address, AUDIT_MUST_ASK="1")
    assert (code, lines[-1]) == (0, "The audit found nothing.")
    assert lines[0].startswith("Advisories of ")


def test_where_nobody_answers_that_is_said_and_counts_only_where_it_must_not_happen(project):  # X9
    nobody = "http://127.0.0.1:9/v1/query"
    said = "Advisories could not be asked: no service answers here (AUDIT_OSV_URL names another one)."
    code, lines = audit(project, AUDIT_OSV_URL=nobody)
    assert (code, lines[0], lines[-1]) == (0, said, "The audit found nothing.")
    code, lines = audit(project, AUDIT_OSV_URL=nobody, AUDIT_MUST_ASK="1")
    assert (code, said in lines) == (1, True)


def test_a_secret_in_a_tracked_file_is_named_by_its_place_alone(project):  # X9
    key = "AKIA" + "ABCDEFGHIJKLMNOP"
    (project / "settings.py").write_text(f"NAME = 1\nKEY = '{key}'\n")
    code, lines = audit(project, AUDIT_OSV_URL="http://127.0.0.1:9/")
    assert (code, lines[-2:]) == (1, ["settings.py:2: this looks like a secret", "1 findings."])


def test_a_licence_that_is_not_on_the_list_is_named(project):  # X9
    (project / "requirements-s3.txt").write_text("django==5.2\npyhanko-with-agpl==1.0\n")
    site = project / "site" / "pyhanko_with_agpl-1.0.dist-info"
    site.mkdir(parents=True)
    (site / "METADATA").write_text("Name: pyhanko-with-agpl\nVersion: 1.0\nLicense-Expression: AGPL-3.0-only\n")
    code, lines = audit(project, AUDIT_OSV_URL="http://127.0.0.1:9/", PYTHONPATH=str(site.parent))
    assert (code, lines[-2:]) == (1, ["pyhanko-with-agpl: AGPL-3.0-only", "1 findings."])
