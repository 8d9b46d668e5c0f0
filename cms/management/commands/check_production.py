"""Says what is wrong with a site in production, a sentence a line."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from cms.mail.destination import destination
from cms.production.checking import findings
from cms.production.sender import send_test_mail


class Command(BaseCommand):
    help = "Says what is wrong with this site in production, a sentence a line, and ends with 1 where something is."
    # What they would stop at is among what this command says.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--mail", metavar="ADDRESS", help="Also send a test mail there, at once.")

    def handle(self, *args, **options):
        found = 0
        for sentence in findings():
            found += 1
            self.stdout.write(sentence)
        if options["mail"]:
            found += self._send(options["mail"])
        if found:
            raise CommandError("One thing is wrong." if found == 1 else f"{found} things are wrong.")
        self.stdout.write("Nothing is wrong.")

    def _send(self, address: str) -> int:
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(f"--mail can't be used: {address} is no e-mail address.") from error
        sentences = list(send_test_mail(address))
        for sentence in sentences or [f"A mail to {address} was taken by {destination()}: look into the mailbox."]:
            self.stdout.write(sentence)
        return len(sentences)
