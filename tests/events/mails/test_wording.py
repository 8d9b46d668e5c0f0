"""What editors word anew in a mail, and what they can't lose."""

import re

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from cms.ground.publish_refusal import PublishRefused
from events.mails import KINDS, VARIANTS, mail_with_text, sample_mail, usual_words
from events.models import MailText
from events.models.enums import SignupState
from events.models.mail_text import MailTextKind
from events.signups import confirm
from tests.builders import make_event_index, make_event_page, make_event_row, make_frame, make_home, signed_up
from tests.cms.languages.translating import begin, page, write
from tests.events.road import mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(settings):
    settings.BASE_URL = "https://stadt.example"
    make_frame()
    return make_event_page(make_event_index(make_home()), make_event_row(capacity=5), "Gemeinsam reden").event


def make_text(kind: str = "confirmed", language: str = "de", **words: str) -> MailText:
    words = words or {
        "subject": "Schön: {event}",
        "opening": "Sie sind dabei.\n\nWir freuen uns.",
        "addition": "Es gibt Tee.",
    }
    return MailText.objects.create(kind=kind, locale=Locale.objects.get(language_code=language), **words)


def without_links(text: str) -> str:
    return re.sub(r"https://\S+", "<link>", text)


def test_each_mail_but_a_message_can_be_worded():  # E14
    kinds = {VARIANTS.get(kind, (kind,))[0] for kind in MailTextKind.values}
    assert kinds == {mail.kind for mail in KINDS} - {"message"}


def test_a_mail_has_the_words_of_editors_and_all_that_it_must_carry(event):  # E14
    usual = sample_mail("confirmed", event, "de")
    make_text()
    worded = sample_mail("confirmed", event, "de")
    greeting, opening, *rest = without_links(usual.text).split("\n\n")
    expected = [greeting, "Sie sind dabei.", "Wir freuen uns.", rest[0], "Es gibt Tee.", *rest[1:]]
    assert worded.subject == "Schön: Gemeinsam reden"
    assert without_links(worded.text).split("\n\n") == expected
    assert (opening, worded.calendar is not None) == ("Ihre Anmeldung ist bestätigt. Sie haben einen Platz:", True)


def test_what_is_left_empty_stays_as_it_was(event):  # E14
    usual = sample_mail("reminder", event, "de")
    make_text("reminder", addition="Es gibt Tee.")
    worded = sample_mail("reminder", event, "de")
    assert worded.subject == usual.subject
    assert without_links(worded.text).replace("Es gibt Tee.\n\n", "") == without_links(usual.text)


def test_nobody_gets_german_words_in_another_language(event):  # E14 L9
    usual = sample_mail("confirmed", event, "en")
    make_text()
    assert without_links(sample_mail("confirmed", event, "en").text) == without_links(usual.text)


def test_a_draft_changes_no_mail_and_unpublishing_brings_the_usual_words_back(event):  # E14
    usual = sample_mail("confirmed", event, "de")
    text = make_text(subject="Alt")
    text.subject = "Neu"
    text.save_revision()
    assert sample_mail("confirmed", event, "de").subject == "Alt"
    text.latest_revision.publish()
    assert sample_mail("confirmed", event, "de").subject == "Neu"
    MailText.objects.get().unpublish()
    assert sample_mail("confirmed", event, "de").subject == usual.subject


def test_a_mail_that_is_sent_has_the_words_in_the_persons_language(event):  # E14
    make_text("please_confirm", subject="Bitte bestätigen: {event} am {date}")
    signed_up(event, language="de")
    (message,) = mails()
    assert re.fullmatch(r"Bitte bestätigen: Gemeinsam reden am \d+\.\s\w+ \d{4}", message.subject)
    assert len(re.findall(r"https://stadt.example/de/my-signup/\S+/confirm/", message.body)) == 1


def test_who_asks_for_a_seat_gets_other_words_than_who_has_signed_up(event):  # E14
    make_text("please_confirm", subject="Anmeldung")
    make_text("please_confirm_request", subject="Anfrage")
    event.review = True
    event.save()
    signup = signed_up(event, language="de")
    assert [message.subject for message in mails()] == ["Anfrage"]
    confirm(signup.public_id)
    assert signup.__class__.objects.get().state == SignupState.PENDING


@pytest.mark.parametrize("kind", MailTextKind.values)
def test_each_text_begins_with_the_usual_words_which_change_nothing(event, kind):  # E14
    german = Locale.objects.get(language_code="de")
    text = usual_words(kind, event, german)
    assert (bool(text.subject), bool(text.opening), text.addition) == (True, True, "")
    text.clean()
    usual, worded = mail_with_text(MailText(kind=kind, locale=german), event), mail_with_text(text, event)
    assert (worded.subject, without_links(worded.text)) == (usual.subject, without_links(usual.text))


@pytest.mark.parametrize("wrong", ["{Name}", "{event", "event}", "{}", "{event}}"])
def test_other_words_in_brackets_are_refused(event, wrong):  # E14
    text = MailText(kind="confirmed", locale=Locale.objects.get(language_code="de"), subject=f"Hallo {wrong}")
    with pytest.raises(ValidationError) as refused:
        text.clean()
    said = "In geschweiften Klammern können nur diese Wörter stehen: {event}, {date}, {venue}, {city}."
    assert refused.value.message_dict == {"subject": [said]}


def test_one_text_for_each_mail_and_none_that_says_nothing(event):  # E14
    german = make_text().locale
    with pytest.raises(ValidationError, match="schon einen Text"):
        MailText(kind="confirmed", locale=german, subject="Noch einer").clean()
    with pytest.raises(ValidationError, match="Schreiben Sie einen Betreff"):
        MailText(kind="reminder", locale=german, subject=" ").clean()


def test_words_with_wrong_brackets_are_not_published_on_any_road(event):  # E14 L9
    german = make_text(opening="Sie kommen am {date}.")
    work = begin(german)
    write(work, "Sie kommen am {date}.", "You come on {datum}.")
    with pytest.raises(ValidationError, match=r"\{event\}, \{date\}"):
        work.save_target()
    write(work, "Sie kommen am {date}.", "You come on {date}.", has_error=False)
    work.save_target()
    page(work).latest_revision.publish()
    assert (page(work).live, sample_mail("confirmed", event, "en").text.count("You come on")) == (True, 1)
    german.opening = "Sie kommen am {datum}."
    with pytest.raises(PublishRefused, match=r"\{event\}, \{date\}"):
        german.save_revision(clean=False).publish()
