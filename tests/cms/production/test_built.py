"""Static files and catalogues of another version, or of none."""

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, StaticFilesStorage
from django.core.files.base import ContentFile
from django.core.management import call_command

from cms.production import built

COLLECT = "run manage.py collectstatic."


@pytest.fixture
def collected(tmp_path, settings, monkeypatch):
    """Static files as production collects them, of one small app."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"

    get_finder.cache_clear()
    storage = ManifestStaticFilesStorage(location=tmp_path / "static", base_url="/static/")
    monkeypatch.setattr(built, "staticfiles_storage", storage)
    storage.save("site.css", ContentFile((source / "site.css").read_bytes()))
    list(storage.post_process({"site.css": (storage, "site.css")}))
    yield source
    get_finder.cache_clear()


def test_collected_files_are_silent(collected):  # O6
    assert list(built.static_files()) == []


def test_a_file_of_a_newer_version_is_named(collected):  # O6
    (collected / "new.css").write_text("p { color: black }")
    assert list(built.static_files()) == [f"Static files are those of another version and lack new.css: {COLLECT}"]


def test_what_is_never_collected_is_not_missed(collected):  # O6
    (collected / ".gitignore").write_text("*.map")
    assert list(built.static_files()) == []


def test_a_file_that_is_gone_is_named(collected, settings):  # O6
    [hashed] = settings.STATIC_ROOT.glob("site.*.css")
    hashed.unlink()
    assert list(built.static_files()) == [f"1 static files are gone, such as {hashed.name}: {COLLECT}"]


def test_nothing_collected_is_told(tmp_path, monkeypatch):  # O6
    monkeypatch.setattr(built, "staticfiles_storage", ManifestStaticFilesStorage(location=tmp_path, base_url="/s/"))
    assert list(built.static_files()) == [f"Static files are not collected: {COLLECT}"]


def test_files_without_names_of_their_own_are_told(tmp_path, monkeypatch):  # O6
    monkeypatch.setattr(built, "staticfiles_storage", StaticFilesStorage(location=tmp_path, base_url="/s/"))
    [sentence] = built.static_files()
    assert sentence.startswith("Static files have no names of their own for each version")


def test_a_catalogue_that_is_not_compiled_is_named(settings, tmp_path):  # O6
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = folder / "django.po"
    catalogue.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n')
    settings.LOCALE_PATHS = [tmp_path]
    assert list(built.catalogues()) == [
        f"1 message catalogues are not compiled, such as {catalogue}: run manage.py compile_catalogues."
    ]
    call_command("compile_catalogues", verbosity=0)
    assert list(built.catalogues()) == []
