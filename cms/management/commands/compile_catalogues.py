"""Compiles the message catalogues without GNU gettext, which a fresh machine doesn't have."""

import os
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Compiles every catalogue under locale/ whose compiled file is missing or older."
    requires_system_checks = []

    def handle(self, *args, **options):
        compiled = [
            catalogue
            for folder in settings.LOCALE_PATHS
            for catalogue in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))
            if _compile_when_newer(catalogue)
        ]
        if options["verbosity"] > 0:
            self.stdout.write(f"Message catalogues compiled: {len(compiled)}")


def _compile_when_newer(catalogue: Path) -> bool:
    target = catalogue.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= catalogue.stat().st_mtime:
        return False
    try:
        messages = polib.pofile(str(catalogue))
    except (OSError, ValueError) as error:
        raise CommandError(f"{catalogue} can't be read as a message catalogue: {error}") from error
    # A server that starts in this moment must never read half a file.
    handle, unfinished = tempfile.mkstemp(dir=target.parent, suffix=".unfinished")
    os.close(handle)
    messages.save_as_mofile(unfinished)
    os.chmod(unfinished, 0o644)
    os.replace(unfinished, target)
    return True
