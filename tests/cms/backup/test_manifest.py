"""What an archive says of itself."""

import tomllib

import pytest
from django.conf import settings

from cms.backup.manifest import read_manifest
from cms.backup.refusal import BackupRefused
from cms.backup.secret_fingerprints import fingerprints, secrets_that_differ
from tests.databases import ROOT


def test_the_release_is_the_one_of_the_project():  # R5
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == settings.RELEASE


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 1}', b'{"format": 1, "release": "x"}'])
def test_a_manifest_that_can_not_be_read_is_refused(content):
    with pytest.raises(BackupRefused):
        read_manifest(content)


def test_a_fingerprint_tells_only_whether_a_secret_is_the_same(settings):  # R4
    settings.SECRET_KEY, settings.EMAIL_HOST_PASSWORD = "one key", "a password"
    then = fingerprints(b"salt")
    assert (sorted(then), secrets_that_differ(then, b"salt")) == (["EMAIL_HOST_PASSWORD", "SECRET_KEY"], [])
    assert set(then.values()).isdisjoint(fingerprints(b"other salt").values())
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", ["one key"]
    assert secrets_that_differ(then, b"salt") == []
    settings.SECRET_KEY_FALLBACKS, settings.EMAIL_HOST_PASSWORD = [], ""
    assert secrets_that_differ(then, b"salt") == ["EMAIL_HOST_PASSWORD", "SECRET_KEY"]
