"""One archive with the database and all files of the site."""

from django.core.management.base import BaseCommand, CommandError

from cms.backup.backing_up import back_up
from cms.backup.places import STANDARD
from cms.backup.refusal import BackupRefused
from cms.backup.termination import cleaned_up_when_terminated


class Command(BaseCommand):
    help = "Writes the database and all files into one archive, while the site runs; secrets are not in it."

    def add_arguments(self, parser):
        parser.add_argument("target", help="A new file, - for the standard output, or s3://BUCKET/NAME.")
        parser.add_argument(
            "--recipient", default="", help="Encrypt for this key of age (age1...) or of gpg (an address or a number)."
        )

    def handle(self, *args, target: str, recipient: str, **options):
        out = self.stderr if target == STANDARD else self.stdout
        try:
            with cleaned_up_when_terminated():
                back_up(target, recipient, lambda sentence: out.write(sentence, lambda text: text))
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
