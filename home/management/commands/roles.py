"""Gives the groups of a new site their rights again."""

from django.core.management.base import BaseCommand

from home.roles import RIGHTS, restore_roles


class Command(BaseCommand):
    help = "Grants each of the site's groups all rights of its work again; what it was granted besides stays."

    def handle(self, *args, **options):
        restore_roles()
        self.stdout.write("These groups have all rights of their work: " + ", ".join(RIGHTS) + ".")
