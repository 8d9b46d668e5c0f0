from django.core.management.base import BaseCommand

from home.admin_routes import lines


class Command(BaseCommand):
    help = "Lists every route of the admin: who may GET, who may POST, whose objects. Needs no database."
    requires_system_checks = []

    def handle(self, *args, **options):
        for line in lines():
            self.stdout.write(line)
