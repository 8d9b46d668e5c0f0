"""Asks every room whether what must always hold still holds."""

from django.core.management.base import BaseCommand, CommandError

from cms.nightly import broken_promises


class Command(BaseCommand):
    help = "Runs the checks of settings.INVARIANT_CHECKS, prints each broken promise, and fails if there is one."

    def handle(self, *args, **options):
        sentences = broken_promises()
        for sentence in sentences:
            self.stdout.write(sentence)
        if sentences:
            raise CommandError(f"{len(sentences)} invariants are broken.", returncode=1)
        self.stdout.write("All invariants hold.")
