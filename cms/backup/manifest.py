"""What an archive says of itself, before anything else stands in it."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cms.erasures.models import JournalEntry

from .archive import BROKEN
from .refusal import BackupRefused
from .secret_fingerprints import fingerprints

FORMAT = 1
ROOMS = {"cms", "downloads", "events", "home"}
NO_BACKUP = "This is no backup of this software: its manifest can't be read."


@dataclass(frozen=True)
class Manifest:
    """``last_erasure`` is the newest line that the journal of erasures had then, empty where it had none."""

    format: int
    release: str
    made_at: str
    engine: str
    migrations: list[str]
    salt: str
    secrets: dict[str, str]
    last_erasure: str

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()


def manifest_of_now(now: datetime) -> Manifest:
    """Return the manifest of a backup that is made now; asks the database within its snapshot."""
    applied = MigrationRecorder(connection).applied_migrations()
    last = JournalEntry.objects.filter(written_at__isnull=False).last()
    salt = os.urandom(16)
    return Manifest(
        format=FORMAT,
        release=settings.RELEASE,
        made_at=now.isoformat(),
        engine=connection.vendor,
        migrations=sorted(f"{app}.{name}" for app, name in applied),
        salt=salt.hex(),
        secrets=fingerprints(salt),
        last_erasure=f"{last.kind} {last.public_id}" if last else "",
    )


def read_manifest(content: bytes) -> Manifest:
    """Return what the first member says. Raises BackupRefused where this release can't restore such an archive."""
    try:
        read = json.loads(content)
        written_as = int(read["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise BackupRefused(NO_BACKUP) from error
    if written_as != FORMAT:
        raise BackupRefused(f"The archive has the format {written_as}, and this release reads {FORMAT} only.")
    try:
        manifest = Manifest(**read)
        bytes.fromhex(manifest.salt)
        _as_numbers(manifest.release)
    except (ValueError, TypeError) as error:
        raise BackupRefused(BROKEN) from error
    return manifest


def refuse_what_is_newer(manifest: Manifest) -> None:
    """Raises BackupRefused for an archive of a newer release, or of another engine."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or {}}
    ours = {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in ROOMS}
    unknown = [name for name in manifest.migrations if name.split(".")[0] in ours and name not in known]
    if _as_numbers(manifest.release) > _as_numbers(settings.RELEASE) or unknown:
        raise BackupRefused(
            f"The backup was made by release {manifest.release}, which is newer than {settings.RELEASE} here: install "
            "that release first."
        )
    if manifest.engine != connection.vendor:
        raise BackupRefused(
            f"The backup is one of {manifest.engine}, and DATABASE_URL names {connection.vendor}: name the same one."
        )


def _as_numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split("."))
