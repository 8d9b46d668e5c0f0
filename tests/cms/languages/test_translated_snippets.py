"""Whatever is translated stands under the same gate, whether or not it has drafts."""

import pytest
from django.db.models import Model
from wagtail.models import Locale

from cms.ground.publish_refusal import PublishRefused
from cms.languages.board.simple_german import create_simple_german
from cms.languages.models import TranslationState
from cms.languages.state.translation_state import Status, status_of
from cms.terms.models import Term
from events.desk.signups.reasons import wordings
from events.models import DeclineReason
from events.pages.place import localised_venues
from tests.builders import make_home, make_venue
from tests.cms.languages.translating import begin, page, write

pytestmark = pytest.mark.django_db

FULL, ALL_SEATS = "Voll", "Alle Plätze sind vergeben."


@pytest.fixture
def reason() -> DeclineReason:
    make_home()
    return DeclineReason.objects.create(locale=Locale.objects.get(language_code="de"), title=FULL, text=ALL_SEATS)


def status(twin: Model, german: Model) -> Status:
    twin.refresh_from_db()
    state = TranslationState.objects.filter(translation_key=german.translation_key, locale=twin.locale).first()
    return status_of(twin, german, state)


def change(instance: Model, **values: str) -> None:
    for name, value in values.items():
        setattr(instance, name, value)
    instance.save()


def test_a_reason_that_was_changed_in_german_leaves_its_translation_out_of_date(reason):  # L9 L11
    work = begin(reason)
    write(work, FULL, "Full")
    write(work, ALL_SEATS, "All seats are taken.")
    work.save_target()
    assert status(page(work), reason) == Status.CURRENT
    change(reason, text="Die Halle ist gesperrt.")
    assert status(page(work), reason) == Status.OUTDATED


def test_a_reason_with_a_german_sentence_is_not_saved_in_another_language(reason):  # L9
    work = begin(reason)
    write(work, FULL, "Full")
    with pytest.raises(PublishRefused):
        work.save_target()
    assert page(work).title == FULL


def test_a_copy_that_nobody_translated_is_german_also_after_german_was_changed(reason):  # L9 A4
    copies = [page(begin(reason)), create_simple_german(reason)]
    change(reason, text="Die Halle ist gesperrt.")
    assert [status(copy, reason) for copy in copies] == [Status.DRAFT] * 2
    said = wordings(reason, "", ["en", "de-simple"])
    assert [(one.text, one.is_foreign) for one in said.values()] == [("Die Halle ist gesperrt.", True)] * 2


def test_a_place_that_nobody_translated_is_german_also_after_german_was_changed():  # L9 A4
    make_home()
    venue = make_venue("Stadthaus", entrance="Haupteingang")
    copy = page(begin(venue))
    change(venue, entrance="Seiteneingang")
    shown = localised_venues([venue], "en")[venue.pk]
    assert (status(copy, venue), shown.locale.language_code) == (Status.DRAFT, "de")


def test_a_new_address_stands_in_every_language():  # L3
    make_home()
    venue = make_venue("Stadthaus")
    work = begin(venue)
    write(work, "Stadthaus", "Town House")
    work.save_target()
    change(venue, street="Neue Gasse 5")
    assert (page(work).name, page(work).street) == ("Town House", "Neue Gasse 5")


def test_what_a_term_shares_stands_in_every_language_and_in_drafts():  # L3
    make_home()
    german = Term.objects.create(locale=Locale.objects.get(language_code="de"), word="Dialog", stays=True)
    german.save_revision().publish()
    english = page(begin(german))
    german.explanation, german.stays = "Ein Gespräch.", False
    german.save_revision().publish()
    english.refresh_from_db()
    assert (english.stays, english.get_latest_revision_as_object().stays) == (False, False)
