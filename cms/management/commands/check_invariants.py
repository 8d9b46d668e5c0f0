"""Asks every room whether what must always hold still holds."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string


class Command(BaseCommand):
    help = "Runs the checks of settings.INVARIANT_CHECKS, prints each broken promise, and fails if there is one."

    def handle(self, *args, **options):
        sentences = [sentence for path in settings.INVARIANT_CHECKS for sentence in import_string(path)()]
        for sentence in sentences:
            self.stdout.write(str(sentence))
        if sentences:
            raise CommandError(f"{len(sentences)} invariants are broken.", returncode=1)
        self.stdout.write("All invariants hold.")
