"""Sites for the tests of backup and restore: a place with a database and folders, and what happens at it."""

import json
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

from tests.databases import manage
from tests.reliability.crowd import shell

CANARY = "zaunkoenig"
# Two people and an account stay; one of each, and the needs of one who stays, are erased after the backup.
BEFORE = f"""
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from cms.models import User
from events.signups import Needs
from tests.builders import make_admin, make_event_row, signed_up_and_confirmed
from tests.downloads.publications import add_file, make_publication
event = make_event_row(review=False)
needs = Needs(("other",), note="{CANARY} braucht", consent_text="Ja.")
for number in (1, 2):
    signed_up_and_confirmed(event, number, family_name="{CANARY}-" + str(number), organisation="{CANARY} e. V.")
signed_up_and_confirmed(event, 3, family_name="Bleibt", needs=needs)
signed_up_and_confirmed(event, 4, family_name="Bleibt auch")
make_admin("bleibt")
User.objects.create_user("{CANARY}", "{CANARY}@stadt.example", first_name="{CANARY}")
add_file(make_publication())
default_storage.save("images/oeffentlich-ä.webp", ContentFile(b"a public picture" * 9))
"""
AFTER = f"""
from cms.models import User
from events.models import Event, Signup
from events.signups import correct, erase
from tests.builders import make_person, signed_up_and_confirmed
for signup in Signup.objects.filter(family_name__startswith="{CANARY}"):
    erase(signup.public_id)
correct(Signup.objects.get(family_name="Bleibt").public_id, make_person(3, family_name="Bleibt", needs=None))
User.objects.get(username="{CANARY}").delete()
signed_up_and_confirmed(Event.objects.get(), 5, family_name="Danach")
"""
FOUND = """
import json
from django.core.files.storage import storages
from django.db import connection
from cms.models import User
from downloads.models import PublicationFile
from events.models import Erasure, Signup
from tests.events.test_retention_canaries import tables_with
print(json.dumps({
    "traces": sorted(tables_with("zaunkoenig")),
    "signups": sorted(Signup.objects.values_list("family_name", "state")),
    "seats": sorted(number for number in Signup.objects.values_list("seat_no", flat=True) if number),
    "users": sorted(User.objects.values_list("username", flat=True)),
    "causes": sorted(Erasure.objects.values_list("thing", "cause")),
    "file": PublicationFile.objects.get().file.read()[:5].decode(),
    "picture": storages["default"].open("images/oeffentlich-ä.webp").read().decode(),
}))
"""
EACH = """
import json
from io import StringIO
from django.core.management import CommandError, call_command
sentences = []
for command in {commands!r}:
    try:
        call_command(*command, stdout=StringIO())
        sentences.append("It was done.")
    except CommandError as error:
        sentences.append(str(error))
print(json.dumps(sentences))
"""


@dataclass(frozen=True)
class Site:
    """``journal`` lies beside the site, as on a machine of its own."""

    url: str
    folder: Path
    journal: Path

    def run(self, *arguments: str, check: bool = True, **environment: str) -> CompletedProcess[str]:
        """Run a command of ``manage.py`` at this site."""
        environment = {"ERASURE_JOURNAL": str(self.journal), **environment}
        return manage(self.url, self.folder, *arguments, check=check, **environment)

    def happens(self, code: str) -> str:
        """Run code at this site and return the last line it printed."""
        return shell(self.url, self.folder, code, ERASURE_JOURNAL=str(self.journal))

    def found(self) -> dict:
        """What stands in the database and the storages."""
        return json.loads(self.happens(FOUND))

    def files(self) -> list[Path]:
        """The files in both storages."""
        return [path for name in ("private", "media") for path in (self.folder / name).rglob("*") if path.is_file()]

    def refused(self, *arguments: str, **environment: str) -> str:
        """The one sentence with which a command fails."""
        done = self.run(*arguments, check=False, **environment)
        lines = done.stderr.strip().splitlines()
        assert (done.returncode, len(lines)) == (1, 1), done.stderr
        return lines[0].removeprefix("CommandError: ")

    def sentences(self, *commands: tuple[str, ...]) -> list[str]:
        """What each of these commands says when it refuses, all in one process: to start one costs seconds."""
        return json.loads(self.happens(EACH.format(commands=list(commands))))


def site_at(url: str, folder: Path, journal: Path) -> Site:
    folder.mkdir(exist_ok=True)
    return Site(url, folder, journal)


def new_sqlite_site(folder: Path, journal: Path) -> Site:
    """A place where nothing is yet, not even the file of the database."""
    return site_at(f"sqlite:///{folder / 'db.sqlite3'}", folder, journal)
