"""Compares the message catalogues with the texts in the code; needs GNU gettext."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LEFT_OUT = shutil.ignore_patterns(".*", "var", "tests", "node_modules", "__pycache__", "*.mo", "*.pdf", "*.png")


class Command(BaseCommand):
    help = "Fails with a list when a catalogue lacks or keeps a text, or the source language's is not complete."
    requires_system_checks = []

    def handle(self, *args, **options):
        wanted = _texts_in_the_code()
        catalogues = sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))
        if settings.LANGUAGE_CODE not in {catalogue.parent.parent.name for catalogue in catalogues}:
            raise CommandError(f"There is no catalogue for {settings.LANGUAGE_CODE} (make messages).")
        problems = [problem for catalogue in catalogues for problem in _problems(catalogue, wanted)]
        if problems:
            raise CommandError("Message catalogues are not up to date (make messages):\n" + "\n".join(problems))
        self.stdout.write(f"{len(catalogues)} message catalogues are up to date, {len(wanted)} texts.")


def _texts_in_the_code() -> set[tuple]:
    if not shutil.which("xgettext"):
        raise CommandError("GNU gettext is needed to read the texts from the code.")
    with tempfile.TemporaryDirectory() as folder:
        # A copy, because makemessages writes into the tree that it reads.
        copy = Path(folder) / "copy"
        shutil.copytree(settings.BASE_DIR, copy, ignore=LEFT_OUT)
        command = [sys.executable, "manage.py", "makemessages", "--keep-pot", "--verbosity", "0"]
        language = settings.LANGUAGE_CODE
        done = subprocess.run([*command, "--locale", language], cwd=copy, capture_output=True, text=True)
        if done.returncode:
            raise CommandError(f"makemessages failed:\n{done.stderr}")
        return {_key(entry) for entry in polib.pofile(str(copy / "locale" / "django.pot"))}


def _problems(catalogue: Path, wanted: set[tuple]) -> list[str]:
    language = catalogue.parent.parent.name
    entries = [entry for entry in polib.pofile(str(catalogue)) if not entry.obsolete]
    present = {_key(entry) for entry in entries}
    problems = [f"{language}: not in the code any more: {_show(key)}" for key in sorted(present - wanted, key=str)]
    if language == settings.LANGUAGE_CODE:
        problems += [f"{language}: missing: {_show(key)}" for key in sorted(wanted - present, key=str)]
        open_ones = [entry for entry in entries if entry.fuzzy or not entry.translated()]
        problems += [f"{language}: not translated or fuzzy: {_show(_key(entry))}" for entry in open_ones]
    return problems


def _key(entry: polib.POEntry) -> tuple:
    return entry.msgctxt, entry.msgid, entry.msgid_plural or None


def _show(key: tuple) -> str:
    context, text, _ = key
    return f"{text!r} ({context})" if context else repr(text)
