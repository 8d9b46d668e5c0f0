"""For operators: files of publications that nothing names, where the worker refuses because they are too many."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.models.media import private_storage
from downloads.files.unused_files import QUARANTINE, find_leftovers, marks_in, quarantine


class Command(BaseCommand):
    help = "Says which files of publications nothing names; --yes puts them into quarantine, however many they are."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--yes", action="store_true", help="Mark them; they can be fetched until they are removed.")

    def handle(self, *args, **options) -> None:
        storage, now = private_storage(), timezone.now()
        found = find_leftovers(storage, now)
        new = [name for name in found.unnamed if name not in marks_in(storage)]
        self.stdout.write(f"{len(found.stored)} files are stored, {len(found.unnamed)} of them are named by nothing.")
        if not options["yes"]:
            self.stdout.write(f"With --yes, {len(new)} more are marked. None is removed within {QUARANTINE.days} days,")
            self.stdout.write("and then only where they are few: remove many by hand, with a backup beside you.")
            return
        quarantine(storage, new, now)
        self.stdout.write(f"{len(new)} files are in quarantine now.")
