"""The first day of a site: drafts of its pages, its frame, and a mail to the first administrator."""

import logging
import sys

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from cms.ground.addresses import absolute_url
from home.first_site.answers import OPTIONAL, QUESTIONS, Answers, BadAnswer, checked
from home.first_site.beginning import NotEmpty, begin_site, is_begun


class Command(BaseCommand):
    help = (
        "Begins a site in an empty database: home page, lists and legal pages as drafts, header and menus, and an "
        "administrator, who is invited by mail. A second run changes nothing."
    )

    def add_arguments(self, parser):
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", default=None, help=question)

    def handle(self, *args, **options):
        if is_begun():
            self.stdout.write("The first pages are there already; nothing was changed.")
            return
        # Saving logs several lines for each page.
        logging.disable(logging.INFO)
        try:
            administrator = begin_site(self._answers(options))
        except BadAnswer as error:
            raise CommandError(str(error)) from error
        except NotEmpty as error:
            raise CommandError(
                "This database holds content already, and the first pages don't mix with it: "
                "name an empty database in DATABASE_URL."
            ) from error
        finally:
            logging.disable(logging.NOTSET)
        drafts = Page.objects.filter(depth__gt=1).count()
        self.stdout.write(f"{drafts} drafts are written. Until the home page is published, visitors read that the site")
        self.stdout.write(f"is being built: {absolute_url('/de/')}")
        self.stdout.write(f"The worker sends {administrator.email} the link to a password (manage.py worker).")
        self.stdout.write(f"The user name is {administrator.get_username()}, the place {absolute_url('/admin/')}")

    def _answers(self, options: dict) -> Answers:
        """Return what the options say; at a terminal, ask for what they don't."""
        given = {}
        for name, question in QUESTIONS.items():
            answer = options[name]
            if answer is None and sys.stdin.isatty():
                given[name] = self._ask(name, question)
            else:
                given[name] = checked(name, answer or "")
        return Answers(**given)

    def _ask(self, name: str, question: str) -> str:
        while True:
            try:
                return checked(name, input(f"{question}{'' if name in OPTIONAL else ' *'}: "))
            except BadAnswer as error:
                self.stderr.write(str(error))
