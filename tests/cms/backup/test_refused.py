"""What a backup and a restore refuse: one sentence, and nothing half done is left."""

import errno
import fcntl
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from cms.backup.archive import ArchiveReader, ArchiveWriter
from cms.backup.databases.postgresql import LOCK
from cms.backup.places import opened_target
from cms.backup.refusal import BackupRefused
from tests.cms.backup.sites import BEFORE, Site, new_sqlite_site, site_at

BROKEN = "The archive is broken or ends in the middle, so nothing was restored."
NO_ARCHIVE = "This is no backup of this software: no archive, or one that is broken."
NO_JOURNAL = ("--without-journal",)


@pytest.fixture(scope="module")
def old(new_sqlite_url, tmp_path_factory) -> Site:
    """A site with something in it, of which each test makes nothing but backups."""
    folder = tmp_path_factory.mktemp("old")
    site = site_at(new_sqlite_url(), folder / "var", folder / "erasures.jsonl")
    site.happens(BEFORE)
    return site


@pytest.fixture(scope="module")
def archive(old, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "site.backup"
    old.run("backup", str(path))
    return path


@pytest.fixture
def new(tmp_path) -> Site:
    return new_sqlite_site(tmp_path / "new", tmp_path / "erasures.jsonl")


def is_empty(site: Site) -> bool:
    """Nothing that a restore could have left."""
    return site.files() == [] and not list(site.folder.glob("db.sqlite3*"))


def restore_of(path: Path) -> tuple[str, str, str]:
    return "restore", str(path), *NO_JOURNAL


def rewritten(archive: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A whole archive with a right end, of which ``change`` has made other contents."""
    with archive.open("rb") as source, target.open("wb") as out, ArchiveWriter(out) as writer:
        for member in ArchiveReader(source).members():
            writer.add(member.name, change(member.name, member.stream.read(member.size)))
        writer.finish()
    return target


def with_manifest(archive: Path, target: Path, **changes) -> Path:
    def change(name: str, content: bytes) -> bytes:
        return json.dumps({**json.loads(content), **changes}).encode() if name == "manifest.json" else content

    return rewritten(archive, target, change)


def test_a_target_that_is_there_or_has_no_folder_is_refused(old, tmp_path):  # R4
    target, nowhere = tmp_path / "mine", tmp_path / "nowhere" / "site.backup"
    target.write_text("mine")
    assert old.sentences(("backup", str(target)), ("backup", str(nowhere))) == [
        f"{target} is there already: name a new file.",
        f"The folder {nowhere.parent} is not there.",
    ]
    assert (target.read_text(), [path.name for path in tmp_path.iterdir()]) == ("mine", ["mine"])


def test_a_target_without_room_is_refused_before_anything_is_written(tmp_path):  # R4
    with pytest.raises(BackupRefused, match=r"has room for \d+ MB, and the backup needs about 1048577 MB\.$"):
        opened_target(str(tmp_path / "site.backup"), 2**40).__enter__()
    assert list(tmp_path.iterdir()) == []


def on_a_disk_that_fills_up(path: Path) -> None:
    with opened_target(str(path), 0) as target:
        target.write(b"a part")
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_fills_up_meanwhile_keeps_no_part(tmp_path):  # R4
    with pytest.raises(BackupRefused, match=r"has no room left; the part that was written is removed\.$"):
        on_a_disk_that_fills_up(tmp_path / "site.backup")
    assert list(tmp_path.iterdir()) == []


def test_two_backups_to_one_file_are_refused(tmp_path):
    path = str(tmp_path / "site.backup")
    with opened_target(path, 0) as target:
        target.write(b"the first")
        with pytest.raises(BackupRefused, match="Another backup is being written"):
            opened_target(path, 0).__enter__()
    assert (tmp_path / "site.backup").read_bytes() == b"the first"


def test_a_program_of_encryption_that_is_missing_is_named(old, tmp_path):  # R4
    target = tmp_path / "site.backup"
    recipient = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"
    sentence = old.refused("backup", str(target), "--recipient", recipient, PATH=str(tmp_path))
    assert sentence == "age is not on this machine, and the encryption needs it: install it."
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_archive_is_refused(new, tmp_path):  # R4
    for name, content in {"empty": b"", "text": b"nothing but a text\n" * 100, "zeros": b"\0" * 4096}.items():
        (tmp_path / name).write_bytes(content)
    commands = [restore_of(tmp_path / name) for name in ("none", "empty", "text", "zeros")]
    assert new.sentences(*commands) == [
        f"{tmp_path / 'none'} can't be read (No such file or directory).",
        *[NO_ARCHIVE] * 3,
    ]
    assert is_empty(new)


def test_an_archive_that_was_cut_or_has_a_wrong_bit_leaves_nothing(archive, new, tmp_path):  # R4
    content = archive.read_bytes().rstrip(b"\0")
    for kept in (20, 60, 97):
        (tmp_path / f"cut-{kept}").write_bytes(content[: len(content) * kept // 100])
    for place in (10, 50, 90):
        wrong = bytearray(content)
        wrong[len(content) * place // 100] ^= 1
        (tmp_path / f"wrong-{place}").write_bytes(wrong + bytes(10240))
    paths = sorted([*tmp_path.glob("cut-*"), *tmp_path.glob("wrong-*")])
    assert new.sentences(*map(restore_of, paths)) == [BROKEN] * 6
    assert is_empty(new)
    # Through the command line it is one sentence too.
    assert new.refused(*restore_of(paths[0])) == BROKEN


def test_an_archive_of_another_release_format_or_engine_is_named(archive, new, tmp_path):  # R4 R5
    changes = [
        {"release": "99.0.0"},
        {"migrations": ["events.0099_of_tomorrow"]},
        {"format": 2},
        {"engine": "postgresql"},
    ]
    paths = [with_manifest(archive, tmp_path / str(number), **change) for number, change in enumerate(changes)]
    newer = f"which is newer than {settings.RELEASE} here: install that release first."
    assert new.sentences(*map(restore_of, paths)) == [
        f"The backup was made by release 99.0.0, {newer}",
        f"The backup was made by release {settings.RELEASE}, {newer}",
        "The archive has the format 2, and this release reads 1 only.",
        "The backup is one of postgresql, and DATABASE_URL names sqlite: name the same one.",
    ]
    assert is_empty(new)


def of_other_rows(name: str, content: bytes) -> bytes:
    return content.replace(b'"events_signup": 4', b'"events_signup": 5') if name == "counts.json" else content


def of_other_dump(name: str, content: bytes) -> bytes:
    return content[:-9000] if name.startswith("database/") else content


def with_a_file_outside(archive: Path, target: Path) -> Path:
    with archive.open("rb") as source, target.open("wb") as out, ArchiveWriter(out) as writer:
        for member in ArchiveReader(source).members():
            if member.name == "counts.json":
                writer.add("files/private/../../outside.txt", b"evil")
            writer.add(member.name, member.stream.read(member.size))
        writer.finish()
    return target


def test_what_is_wrong_inside_takes_everything_away_again(archive, new, tmp_path):  # R4 X5
    paths = [
        rewritten(archive, tmp_path / "rows", of_other_rows),
        rewritten(archive, tmp_path / "dump", of_other_dump),
        with_a_file_outside(archive, tmp_path / "evil"),
    ]
    rows, dump, evil = new.sentences(*map(restore_of, paths))
    assert rows == "The database has other numbers of rows than the backup says, so nothing was restored."
    assert dump.startswith("SQLite ")
    assert evil.startswith("The restore failed, and nothing of it is left (")
    assert (is_empty(new), (tmp_path / "outside.txt").exists()) == (True, False)


def test_an_empty_database_that_was_there_is_there_again(archive, new_sqlite_url, tmp_path):  # R4
    site = site_at(new_sqlite_url(), tmp_path / "new", tmp_path / "none")
    (tmp_path / "cut").write_bytes(archive.read_bytes()[:-20000])
    path = Path(site.url.removeprefix("sqlite:///"))
    before = path.read_bytes()
    assert site.refused("restore", str(tmp_path / "cut"), *NO_JOURNAL) == BROKEN
    assert (path.read_bytes() == before, [found.name for found in path.parent.glob(f"{path.name}?*")]) == (True, [])


def test_a_place_that_is_not_empty_is_left_alone(archive, old, new):  # R4
    before = old.found()
    assert "The database is not empty (there are rows in " in old.sentences(restore_of(archive))[0]
    assert old.found() == before
    (new.folder / "media").mkdir()
    (new.folder / "media" / "mine.txt").write_text("mine")
    assert new.sentences(restore_of(archive)) == [
        "The media files are not empty (mine.txt): restore into empty folders or buckets."
    ]
    assert [path.read_text() for path in new.files()] == ["mine"]


def test_without_a_journal_nobody_restores_by_mistake(archive, new):  # R4
    assert new.refused("restore", str(archive), ERASURE_JOURNAL="").startswith(
        "ERASURE_JOURNAL is not set, so nobody who was erased after the backup could be erased again"
    )
    assert new.refused("restore", str(archive)).startswith(f"The journal of erasures {new.journal} can't be read")
    assert is_empty(new)


def test_a_journal_of_something_else_is_refused(new_sqlite_url, new, tmp_path):  # R4
    site = site_at(new_sqlite_url(), tmp_path / "old", tmp_path / "right.jsonl")
    site.happens(BEFORE)
    site.happens("from cms.erasures.owed import note_erasure; note_erasure('event_texts', 'one')")
    site.run("worker", "--once")
    site.run("backup", str(tmp_path / "site.backup"))
    new.journal.write_text("")
    assert "lacks what was erased before the backup" in new.refused("restore", str(tmp_path / "site.backup"))
    new.journal.write_text('{"at": "2026-11-28T08:00:00+00:00", "kind": "poem", "id": "1"}\n')
    assert "something of the kind 'poem' was erased" in new.refused("restore", str(tmp_path / "site.backup"))
    assert is_empty(new)


def test_the_secret_that_is_another_is_named(archive, old, new, tmp_path):  # R4
    path = tmp_path / "site.backup"
    then = {"EMAIL_HOST_PASSWORD": "one"}
    keys = {"DJANGO_SETTINGS_MODULE": "cms.settings.production", "ALLOWED_HOSTS": "x", "BASE_URL": "https://x.example"}
    old.run("backup", str(path), **keys, **then, SECRET_KEY="the key of then" * 5)
    assert b"the key of then" not in path.read_bytes()
    now = {**keys, "SECRET_KEY": "the key of now" * 5}
    assert new.refused("restore", str(path), *NO_JOURNAL, **now).startswith(
        "SECRET_KEY is another one than that of the backup"
    )
    said = new.run("restore", str(path), *NO_JOURNAL, **now, SECRET_KEY_FALLBACKS="the key of then" * 5).stdout
    assert "EMAIL_HOST_PASSWORD is another one than that of the backup, or is not set." in said


def test_of_two_restores_at_once_the_second_is_refused(archive, new):  # R4
    with (new.folder / "db.sqlite3.restore-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sentences = new.sentences(restore_of(archive))
    assert sentences == ["Another restore into this database is going on: wait for its end."]
    assert new.files() == []


@pytest.mark.postgres
def test_postgresql_refuses_in_a_sentence_and_stays_empty(new_postgres_url, tmp_path):  # R4
    old = site_at(new_postgres_url(), tmp_path / "old", tmp_path / "none")
    new = site_at(new_postgres_url(), tmp_path / "new", tmp_path / "none")
    old.happens(BEFORE)
    path = tmp_path / "site.backup"
    old.run("backup", str(path))
    (tmp_path / "cut").write_bytes(path.read_bytes()[:-20000])
    rewritten(path, tmp_path / "rows", of_other_rows)
    rewritten(path, tmp_path / "dump", of_other_dump)
    cut, rows, dump = new.sentences(*(restore_of(tmp_path / name) for name in ("cut", "rows", "dump")))
    assert (cut, "other numbers of rows" in rows, dump.split(":")[0]) == (BROKEN, True, "pg_restore failed")
    with psycopg.connect(new.url, autocommit=True) as connection:
        tables = connection.execute("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        assert (tables, new.files()) == ((0,), [])
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        assert new.sentences(restore_of(path)) == ["Another restore into this database is going on: wait for its end."]
        connection.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        connection.execute("CREATE TABLE of_others (id int)")
        assert new.sentences(restore_of(path)) == [
            "The database has tables of something else (of_others): a restore needs a database of its own."
        ]


def test_a_lost_file_is_named_and_the_backup_is_made(new_sqlite_url, tmp_path):  # R4
    site = site_at(new_sqlite_url(), tmp_path / "old", tmp_path / "none")
    site.happens(BEFORE)
    shutil.rmtree(site.folder / "private")
    said = site.run("backup", str(tmp_path / "site.backup")).stdout
    assert "1 files that the database names are lost and not in the archive: private/" in said
