"""The variables of the environment as a table for the documentation, or as an example to fill in."""

from django.core.management.base import BaseCommand

from cms.settings.environment import as_example, as_table


class Command(BaseCommand):
    help = "Prints what the environment may say: as a table in Markdown, or with --example as a file to fill in."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--example", action="store_true", help="As deploy/teilhabe.env.example.")

    def handle(self, *args, **options):
        self.stdout.write(as_example() if options["example"] else as_table())
