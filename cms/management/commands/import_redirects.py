"""In the place of Wagtail's command of this name, which writes down what nobody has looked at."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.old_addresses.importing import COLUMNS, MOST_ROWS, import_addresses
from cms.texts.read_tables import TableUnreadable, rows_of


class Command(BaseCommand):
    help = "Takes the addresses of the site before from a CSV or Excel file: old address, new address."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options):
        try:
            report = import_addresses(rows_of(options["file"].read_bytes(), MOST_ROWS, COLUMNS))
        except (OSError, TableUnreadable) as error:
            raise CommandError(str(error)) from error
        for wrong in report.wrong:
            self.stderr.write(f"{wrong.number}: {wrong.old} -> {wrong.new}: {wrong.why}")
        self.stdout.write(f"Added: {report.added}. Known already: {report.known}. Not taken: {len(report.wrong)}.")
