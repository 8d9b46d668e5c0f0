"""For a database that came back by other means than ``restore``: whoever was erased since is erased once more."""

from django.core.management.base import BaseCommand, CommandError

from cms.erasures.again import UnknownKind, erase_again, refuse_unknown_kinds
from cms.erasures.journal import JournalMissing, open_journal, read_entries


class Command(BaseCommand):
    help = "Erases what the journal of erasures names; run it after a recovery by the database's own means."

    def handle(self, *args, **options):
        journal = open_journal()
        if journal is None:
            raise CommandError("ERASURE_JOURNAL is not set, so nobody knows what was erased.")
        try:
            refuse_unknown_kinds(read_entries(journal))
        except (JournalMissing, UnknownKind) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Erased once more by the journal: {erase_again(read_entries(journal))}.")
