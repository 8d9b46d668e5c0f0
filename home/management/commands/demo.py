"""The demo's content: the whole case in three languages, the most important of it in Arabic."""

import logging
import time

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale, Page

from cms.ground.addresses import absolute_url
from cms.languages.core.public_languages import public_languages
from downloads.models import PublicationFile
from events.models import Event
from home.demo.accounts import ACCOUNTS, MEMBER, PASSWORD
from home.demo.loader import NotLoaded, load_demo


class Command(BaseCommand):
    help = "Loads the demo content into an empty database; a second run changes nothing."

    def handle(self, *args, **options):
        started = time.monotonic()

        def tell(step: str) -> None:
            self.stdout.write(f"{time.monotonic() - started:5.0f} s  {step}")
            self.stdout.flush()

        # Publishing logs several lines for each page.
        logging.disable(logging.INFO)
        try:
            is_new = load_demo(tell)
        except NotLoaded as refused:
            raise CommandError(str(refused)) from refused
        finally:
            logging.disable(logging.NOTSET)
        if is_new:
            self.stdout.write(f"The demo is loaded: {_counts()}, in {time.monotonic() - started:.0f} seconds.")
        else:
            self.stdout.write("The demo is there already; nothing was changed.")
        for language in public_languages():
            self.stdout.write(f"  {absolute_url(f'/{language.code}/')}  {language.name}")
        self.stdout.write(f"  {absolute_url('/admin/')}, the password of each of these is {PASSWORD}:")
        for account in ACCOUNTS:
            self.stdout.write(f"    {account.name:14} {account.role}")
        self.stdout.write(f"  {absolute_url('/de/working-groups/')}, where {MEMBER.name} logs in")


def _counts() -> str:
    languages = Locale.objects.count()
    pages = Page.objects.filter(depth__gt=1, live=True).count()
    return (
        f"{pages} pages in {languages} languages, {Event.objects.count()} events, "
        f"{PublicationFile.objects.count()} files"
    )
