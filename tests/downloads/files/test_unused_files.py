"""Files that nothing names are put into quarantine, and removed thirty days later; never in bulk."""

import json
import logging
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from cms.consequences.answers import answered_by
from cms.models.media import private_storage
from downloads.files.unused_files import broken_invariants, find_leftovers, marks_in, remove_leftovers
from downloads.models import Publication, PublicationFile
from tests.downloads.publications import add_file, make_publication, pdf_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_store_of_its_own(settings, tmp_path, monkeypatch):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    # The field has chosen its storage long ago.
    monkeypatch.setattr(PublicationFile._meta.get_field("file"), "storage", private_storage())


def after(days: float) -> int:
    """One round of the worker after so many days."""
    cache.clear()
    return remove_leftovers(timezone.now() + timedelta(days=days))


def stored(*names: str) -> list[bool]:
    return [private_storage().exists(name) for name in names]


def lost_file(name: str = "lost.pdf") -> str:
    return private_storage().save(f"publications/{name}", ContentFile(pdf_bytes()))


def test_a_replaced_and_a_deleted_file_go_a_month_after_they_were_marked():  # D6
    replaced, deleted = add_file(make_publication()), add_file(make_publication(), "en")
    old, gone = replaced.file.name, deleted.file.name
    replaced.file = ContentFile(pdf_bytes(3), name="new.pdf")
    replaced.save()
    with answered_by("test"):
        deleted.publication.delete()
    assert (after(0.5), marks_in(private_storage())) == (0, {})
    assert (after(2), set(marks_in(private_storage()))) == (0, {old, gone})
    assert (after(31.9), stored(old, gone, replaced.file.name)) == (0, [True, True, True])
    assert (after(32), stored(old, gone, replaced.file.name)) == (2, [False, False, True])
    assert marks_in(private_storage()) == {}


def test_a_row_that_appears_again_takes_its_file_back():  # D6 R6
    kept = add_file(make_publication())
    row = kept.publication.files.model.objects.filter(pk=kept.pk)
    row.update(file="publications/another.pdf")
    after(2)
    assert set(marks_in(private_storage())) == {kept.file.name}
    row.update(file=kept.file.name)
    assert (after(40), marks_in(private_storage()), stored(kept.file.name)) == (0, {}, [True])
    # Left over once more, it gets the whole month.
    row.update(file="publications/another.pdf")
    assert (after(41), after(70)) == (0, 0)
    assert (after(71), stored(kept.file.name)) == (1, [False])


@pytest.mark.parametrize("days", [2, 33, 400])
def test_an_empty_database_removes_nothing(days, caplog):  # R6
    names = [add_file(make_publication()).file.name for _number in range(3)]
    with answered_by("test"):
        Publication.objects.all().delete()
    with caplog.at_level(logging.WARNING, "downloads.files.unused_files"):
        assert (after(2), after(days), stored(*names)) == (0, 0, [True] * 3)
    assert len([record for record in caplog.records if record.name == "downloads.files.unused_files"]) == 2
    assert marks_in(private_storage()) == {}


def test_a_database_that_names_other_files_removes_nothing(caplog):  # R6
    names = [lost_file(f"lost-{number}.pdf") for number in range(6)]
    add_file(make_publication())
    with caplog.at_level(logging.WARNING, "downloads.files.unused_files"):
        assert (after(2), after(33), stored(*names)) == (0, 0, [True] * 6)


def test_what_was_marked_goes_only_while_it_is_a_small_share(caplog):  # R6
    """The right database marked some; the wrong one, a month later, does not take them with it."""
    files = [add_file(make_publication()) for _number in range(8)]
    marked = lost_file()
    after(2)
    with answered_by("test"):
        Publication.objects.filter(files__in=files).delete()
    add_file(make_publication())
    assert (after(40), stored(marked)) == (0, [True])


def test_a_tenth_of_many_files_may_go_in_one_round():  # R6
    for number in range(54):
        private_storage().save(f"publications/{number}.pdf", ContentFile(b"x"))
    publication = make_publication()
    rows = [add_file(publication, language).file.name for language in ("de", "en")]
    Revision.objects.create(
        content_type=ContentType.objects.get_for_model(Publication),
        base_content_type=ContentType.objects.get_for_model(Publication),
        object_id=str(publication.pk),
        content={"files": [{"file": f"publications/{number}.pdf"} for number in range(49)]},
    )
    assert (after(2), len(marks_in(private_storage()))) == (0, 5)
    assert (after(32), stored(*rows)) == (5, [True, True])


def test_a_file_that_a_revision_names_is_in_use():  # D6 E6
    publication = make_publication()
    add_file(publication)
    draft = lost_file("draft.pdf")
    Revision.objects.create(
        content_type=ContentType.objects.get_for_model(Publication),
        base_content_type=ContentType.objects.get_for_model(Publication),
        object_id=str(publication.pk),
        content={"files": [{"file": draft, "title": "Entwurf"}]},
    )
    assert (after(2), after(400), stored(draft)) == (0, 0, [True])


def test_too_many_are_a_broken_promise_on_the_dashboard():  # S21 R6
    add_file(make_publication())
    assert list(broken_invariants()) == []
    cache.clear()
    names = [lost_file(f"{number}.pdf") for number in range(6)]
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        (sentence,) = broken_invariants()
    assert sentence.startswith("6 von 7")
    assert stored(*names) == [True] * 6


def test_an_operator_can_say_that_many_are_right():  # R6
    add_file(make_publication())
    for number in range(6):
        lost_file(f"{number}.pdf")
    said = StringIO()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("quarantine_leftovers", stdout=said)
        assert marks_in(private_storage()) == {}
        call_command("quarantine_leftovers", "--yes", stdout=said)
    assert "7 files are stored, 6 of them are named by nothing." in said.getvalue()
    assert len(marks_in(private_storage())) == 6


def test_the_storage_is_looked_through_once_an_hour():
    add_file(make_publication())
    lost_file()
    assert after(0) == 0
    assert remove_leftovers(timezone.now() + timedelta(days=2)) == 0
    assert marks_in(private_storage()) == {}
    after(2)
    assert len(marks_in(private_storage())) == 1


def test_an_empty_storage_is_no_error():
    assert (after(2), list(broken_invariants())) == (0, [])


def test_a_mark_that_can_not_be_read_counts_for_nothing():
    add_file(make_publication())
    name = lost_file()
    private_storage().save("quarantine/lost.pdf.json", ContentFile(json.dumps(["nonsense"]).encode()))
    assert (after(2), after(31), stored(name)) == (0, 0, [True])
    assert (after(32), stored(name), marks_in(private_storage())) == (1, [False], {})
    assert find_leftovers(private_storage(), timezone.now()).stored
