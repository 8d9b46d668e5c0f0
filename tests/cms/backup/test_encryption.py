"""An archive for one key: made by gpg on this machine, opened by nobody else."""

import os
import shutil
import subprocess

import pytest

from tests.cms.backup.sites import BEFORE, CANARY, new_sqlite_site, site_at
from tests.required_tools import missing

RECIPIENT = "backup@stadt.example"


@pytest.fixture
def keyring(tmp_path):
    """The folder of a key that needs no password; gpg's own agent ends with the test."""
    if shutil.which("gpg") is None:
        missing("gpg is not on this machine")
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    environment = {**os.environ, "GNUPGHOME": str(folder)}
    command = ["gpg", "--batch", "--passphrase", "", "--quick-generate-key", RECIPIENT, "default", "default", "never"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    yield str(folder)
    subprocess.run(["gpgconf", "--kill", "all"], env=environment, check=True)


def test_only_who_has_the_key_restores(keyring, new_sqlite_url, tmp_path):  # R4
    old = site_at(new_sqlite_url(), tmp_path / "old", tmp_path / "none")
    new = new_sqlite_site(tmp_path / "new", tmp_path / "none")
    old.happens(BEFORE)
    archive = tmp_path / "site.backup.gpg"
    old.run("backup", str(archive), "--recipient", RECIPIENT, GNUPGHOME=keyring)
    assert CANARY.encode() not in archive.read_bytes()
    (tmp_path / "others").mkdir(mode=0o700)
    others = {"GNUPGHOME": str(tmp_path / "others")}
    assert new.refused("restore", str(archive), "--without-journal", **others).startswith("gpg failed: ")
    (tmp_path / "cut").write_bytes(archive.read_bytes()[:-5000])
    assert new.refused("restore", str(tmp_path / "cut"), "--without-journal", GNUPGHOME=keyring).startswith(
        "gpg failed"
    )
    assert (new.files(), list(new.folder.glob("db.sqlite3*"))) == ([], [])
    new.run("restore", str(archive), "--without-journal", GNUPGHOME=keyring)
    assert len(new.found()["seats"]) == 4


def test_a_recipient_whose_key_is_unknown_leaves_no_target(keyring, new_sqlite_url, tmp_path):  # R4
    old = site_at(new_sqlite_url(), tmp_path / "old", tmp_path / "none")
    target = tmp_path / "site.backup.gpg"
    sentence = old.refused("backup", str(target), "--recipient", "nobody@stadt.example", GNUPGHOME=keyring)
    assert sentence.startswith("gpg failed: ")
    assert list(tmp_path.glob("site*")) == []
