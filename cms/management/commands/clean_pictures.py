"""Brings in pictures from before originals were cleaned and kept private."""

from django.core.management.base import BaseCommand

from cms.pictures.serving.old_files import ASIDE, bring_in, find_old_files


class Command(BaseCommand):
    help = (
        "Says which pictures still lie in the public storage as they were uploaded; with --apply, removes what cameras "
        "and programs wrote into them, makes originals private, and drops renditions under names that can be guessed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--apply", action="store_true", help="Do it; without this, only the numbers are shown.")

    def handle(self, *args, apply: bool, **options):
        found = find_old_files()
        self.stdout.write(f"{len(found.pictures)} pictures to clean and to make private")
        self.stdout.write(f"{len(found.renditions)} renditions to drop; pages make them again")
        self.stdout.write(
            f"{len(found.strays)} files without a picture, to be moved to {ASIDE}/ of the private storage"
        )
        if not apply:
            self.stdout.write("Nothing was changed. With --apply it is done.")
            return
        refused = bring_in(found)
        for sentence in refused:
            self.stderr.write(f"Not brought in, please replace it: {sentence}")
        self.stdout.write(f"Done: {len(found.pictures) - len(refused)} pictures are clean and private.")
