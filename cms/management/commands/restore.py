"""A site from an archive of ``backup``, without whoever was erased since."""

from django.core.management.base import BaseCommand, CommandError

from cms.backup.refusal import BackupRefused
from cms.backup.restoring import restore
from cms.backup.termination import cleaned_up_when_terminated


class Command(BaseCommand):
    help = (
        "Restores an archive into an empty database and empty storages, migrates it, and erases once more what the "
        "journal of erasures names. The site and its worker must not run meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("source", help="A file, - for the standard input, or s3://BUCKET/NAME.")
        parser.add_argument("--identity", default="", help="The file with the key, for an archive encrypted by age.")
        parser.add_argument(
            "--without-journal", action="store_true", help="Bring back whoever was erased after the backup."
        )
        parser.add_argument(
            "--with-other-secrets", action="store_true", help="Restore although SECRET_KEY is another one."
        )

    def handle(self, *args, source: str, identity: str, without_journal: bool, with_other_secrets: bool, **options):
        try:
            with cleaned_up_when_terminated():
                restore(
                    source,
                    identity,
                    without_journal=without_journal,
                    with_other_secrets=with_other_secrets,
                    say=self.stdout.write,
                )
        except BackupRefused as refused:
            raise CommandError(str(refused)) from refused
