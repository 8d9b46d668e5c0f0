"""The journal of erasures: what is erased reaches it, and nothing that tells who it was."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from cms.erasures.entry import read_line
from cms.erasures.journal import append_owed, open_journal, read_entries
from cms.erasures.models import JournalEntry
from cms.erasures.owed import journal_is_behind, note_erasure
from cms.models import User
from cms.settings.erasures import erasure_journal
from cms.users.bulk import GuardedDelete
from downloads.members.inviting import invite, remove
from downloads.models import Membership
from events.models import Need
from events.signups import Needs, correct, erase, send_message
from events.signups.erasing import erase_due
from tests.builders import make_admin, make_event_row, make_person, signed_up_and_confirmed
from tests.downloads.publications import make_working_group

pytestmark = pytest.mark.django_db
NEEDS = Needs(("step_free",), note="Rollstuhl", consent_text="Ja.")
NUMBER = "0b8f0d7e-5f7f-4f5e-9a59-2a5a4b9f9d10"


@pytest.fixture
def journal(settings, tmp_path):
    path = tmp_path / "erasures.jsonl"
    settings.ERASURE_JOURNAL = str(path)
    return path


def owed() -> list[tuple[str, str]]:
    return list(JournalEntry.objects.values_list("kind", "public_id"))


def test_somebody_who_is_erased_stands_in_the_journal_by_number_and_time_alone(journal):  # R4 S20
    signup = signed_up_and_confirmed(make_event_row(), needs=NEEDS)
    erase(signup.public_id)
    assert append_owed(timezone.now()) == 1
    written = json.loads(journal.read_text())
    assert (written["kind"], written["id"], sorted(written)) == ("signup", str(signup.public_id), ["at", "id", "kind"])
    assert journal.stat().st_mode & 0o777 == 0o600


def test_access_needs_that_are_taken_back_stand_there_too():  # R4 S16
    signup = signed_up_and_confirmed(make_event_row(), needs=NEEDS)
    correct(signup.public_id, make_person(1, needs=None))
    assert (Need.objects.count(), owed()) == (0, [("needs", str(signup.public_id))])
    correct(signup.public_id, make_person(1, needs=None))
    assert len(owed()) == 1


def test_what_ends_by_its_date_stands_there_with_what_staff_wrote_about_people(journal):  # R4 S20
    event = make_event_row(retention_days=60, needs_retention_days=7)
    signup = signed_up_and_confirmed(event, needs=NEEDS)
    send_message(event.pk, ["confirmed"], {"de": ("Betreff", "Text")}, make_admin())
    with time_machine.travel(event.needs_erased_at, tick=False):
        erase_due(timezone.now())
    with time_machine.travel(event.erased_at, tick=False):
        erase_due(timezone.now())
    number = str(signup.public_id)
    assert owed() == [("needs", number), ("signup", number), ("event_texts", event.public_id)]


def test_each_road_on_which_an_account_ends_writes_it_down():  # R4
    one, two, three = make_admin("one"), make_admin("two"), make_admin("three")
    ids = [("account", str(user.erasure_id)) for user in (one, two, three)]
    one.delete()
    GuardedDelete.execute_action([two, three], model=User)
    assert (owed(), User.objects.count()) == (ids, 0)


def test_a_member_whose_account_goes_with_the_last_group_is_written_down():  # R4
    group = make_working_group()
    invite(group, "mitglied@example.org", "de")
    membership = Membership.objects.get()
    number = str(membership.user.erasure_id)
    assert (remove(membership), owed()) == (True, [("account", number)])


@transaction.atomic
def erased_and_taken_back() -> None:
    note_erasure("signup", NUMBER)
    raise ZeroDivisionError


def test_what_was_not_erased_in_the_end_is_not_owed():
    with pytest.raises(ZeroDivisionError):
        erased_and_taken_back()
    assert owed() == []


def test_nothing_is_noted_that_nobody_could_erase_again():
    with pytest.raises(ValueError, match="Nobody could erase 'newsletter' once more"):
        note_erasure("newsletter", NUMBER)


def test_each_line_is_written_once_and_later_ones_come_behind(journal):  # R4
    for number in range(3):
        note_erasure("event_texts", f"event-{number}")
    assert [append_owed(timezone.now()), append_owed(timezone.now())] == [3, 0]
    before = journal.read_bytes()
    note_erasure("event_texts", "event-3")
    append_owed(timezone.now())
    assert journal.read_bytes().startswith(before)
    assert [entry.public_id for entry in read_entries(open_journal())] == [f"event-{number}" for number in range(4)]


def test_a_line_that_a_power_cut_has_torn_costs_no_other_line(journal):  # R4
    note_erasure("event_texts", "first")
    append_owed(timezone.now())
    with journal.open("ab") as torn:
        torn.write(b'{"at": "2026-11-2')
    note_erasure("event_texts", "second")
    append_owed(timezone.now())
    assert [entry.public_id for entry in read_entries(open_journal())] == ["first", "second"]
    assert [read_line(line) is None for line in journal.read_bytes().splitlines()] == [False, True, False]


def test_a_journal_that_can_not_be_written_keeps_the_line_owed(journal):
    journal.mkdir()
    note_erasure("event_texts", "first")
    with pytest.raises(IsADirectoryError):
        append_owed(timezone.now())
    assert JournalEntry.objects.filter(written_at__isnull=True).count() == 1


def test_the_journal_is_behind_after_five_minutes_and_not_before(journal):  # R4 R6
    note_erasure("event_texts", "first")
    now = timezone.now()
    assert [journal_is_behind(now + timedelta(minutes=minutes)) for minutes in (4, 6)] == [False, True]
    append_owed(now)
    assert journal_is_behind(now + timedelta(minutes=6)) is False


def test_where_there_is_no_journal_none_is_behind(settings):
    settings.ERASURE_JOURNAL = ""
    note_erasure("event_texts", "first")
    assert append_owed(timezone.now()) == 0
    assert journal_is_behind(timezone.now() + timedelta(days=1)) is False


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("erasures.jsonl", "ERASURE_JOURNAL can't be understood: write /absolute/path or s3://BUCKET/FOLDER."),
        ("/srv/var/x.jsonl", "ERASURE_JOURNAL lies in VAR_DIR, with which it would be lost: choose another place."),
    ],
)
def test_a_journal_that_would_be_lost_with_the_site_is_refused(given, sentence, tmp_path):  # R4
    with pytest.raises(ImproperlyConfigured) as refused:
        erasure_journal({"ERASURE_JOURNAL": given.replace("/srv", str(tmp_path))}, tmp_path / "var")
    assert str(refused.value) == sentence
