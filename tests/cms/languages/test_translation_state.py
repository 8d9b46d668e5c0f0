"""Whether a translation still says what German says: computed on publish, tied to a text, never guessed."""

import json
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.consequences.answers import answered_by
from cms.ground.publish_refusal import PublishRefused
from cms.languages.board.simple_german import create_simple_german
from cms.languages.models import TranslationState
from cms.languages.state.kept_translations import kept_sentences
from cms.languages.state.source_texts import Change, texts_of
from cms.languages.state.translation_state import GermanChanged, Status, changes_since, confirm, digest_of, status_of
from tests.builders import BERLIN, add_page, make_frame, make_home, make_signup_form, make_venue, translate

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 5, 1, 12, 0, tzinfo=BERLIN)
RICH = "<p>Wir laden Sie ein. Der Eintritt ist <b>frei</b>.</p><p>Kommen Sie bitte.</p>"


@pytest.fixture
def home():
    home = make_home()
    translate(home, "en", "Home")
    translate(home, "de-simple", "Start")
    return home


@pytest.fixture
def german(home):
    return add_page(home, "Einladung", slug="einladung", body=[("text", RICH)])


def locale(code):
    return Locale.objects.get(language_code=code)


def state_of(instance) -> TranslationState:
    return TranslationState.objects.get(translation_key=instance.translation_key, locale=instance.locale)


def status(twin, german) -> Status:
    twin.refresh_from_db()
    return status_of(
        twin,
        german,
        TranslationState.objects.filter(translation_key=german.translation_key, locale=twin.locale).first(),
    )


def publish(instance, **changes):
    """Publish an instance as the editor's form does."""
    instance = type(instance).objects.get(pk=instance.pk)
    for name, value in changes.items():
        setattr(instance, name, value)
    instance.save_revision().publish()
    instance.refresh_from_db()
    return instance


def translate_by_sentence(german, words: str = "English"):
    """Translate every sentence with wagtail-localize and publish."""
    source, _created = TranslationSource.get_or_create_from_instance(german)
    translation = Translation.objects.create(source=source, target_locale=locale("en"))
    if hasattr(german, "live"):
        translation.save_target(publish=False)
    write_missing_sentences(german, words)
    republish(german)
    return german.get_translation(locale("en"))


def write_missing_sentences(german, words: str = "English") -> int:
    """Translate the sentences that have no translation yet; return how many there were."""
    source = TranslationSource.objects.get_for_instance(german)
    written = 0
    for number, segment in enumerate(source.stringsegment_set.order_by("pk")):
        _, is_new = StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale("en"),
            defaults={"data": _with_tags(segment.string.data, f"{words} {number}")},
        )
        written += is_new
    return written


def _with_tags(german: str, words: str) -> str:
    return f"{words} <b>free</b>" if "<b>" in german else words


def republish(german):
    # wagtail-localize publishes after the commit.
    with TestCase.captureOnCommitCallbacks(execute=True):
        Translation.objects.get(source__object_id=german.translation_key).save_target(publish=True)


def test_a_translation_is_current_when_it_is_published_and_outdated_when_german_changes(german):  # L4
    english = translate(german, "en")
    assert (status(english, german), state_of(english).outdated_since) == (Status.CURRENT, None)
    with time_machine.travel(NOW, tick=False):
        german = publish(german, summary="Neu.")
    assert (status(english, german), state_of(english).outdated_since) == (Status.OUTDATED, NOW)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        german = publish(german, title="Sehr neu")
    assert state_of(english).outdated_since == NOW
    assert changes_since(english, german) == [
        Change("Titel", "Einladung", "Sehr neu"),
        Change("Kurztext", "Über Einladung.", "Neu."),
    ]


def test_a_change_that_is_taken_back_was_none(german):  # L4
    english = translate(german, "en")
    publish(german, summary="Neu.")
    german = publish(german, summary="Über Einladung.")
    assert (status(english, german), changes_since(english, german)) == (Status.CURRENT, [])


def test_a_german_draft_and_a_schedule_change_nothing_before_their_time(german):  # L4
    english = translate(german, "en")
    german.summary = "Neu."
    german.save_revision()
    assert status(english, german) == Status.CURRENT
    german.go_live_at = NOW
    with time_machine.travel(NOW - timedelta(days=1), tick=False):
        revision = german.save_revision()
        revision.publish()
    assert status(english, german) == Status.CURRENT
    with time_machine.travel(NOW, tick=False):
        revision.publish()
    assert state_of(english).outdated_since == NOW


def test_publishing_the_same_german_text_again_changes_nothing(german):  # L4
    english = translate(german, "en")
    assert status(english, publish(german)) == Status.CURRENT


def test_a_minor_change_exempts_itself_and_nothing_else(german):  # L4
    english = translate(german, "en")
    german = publish(german, title="Einladung!", minor_change=True)
    assert status(english, german) == Status.CURRENT
    german = publish(german, summary="Neu.", minor_change=False)
    german = publish(german, title="Einladung.", minor_change=True)
    assert changes_since(english, german) == [Change("Kurztext", "Über Einladung.", "Neu.")]


def test_a_draft_is_no_translation_yet(german):  # L4
    english = translate(german, "en", live=False)
    assert status(english, german) == Status.DRAFT
    assert status_of(None, german, None) == Status.MISSING


def test_simple_german_follows_german_only_when_a_person_says_so(german):  # L4 L6
    simple = create_simple_german(german)
    german = publish(german, summary="Neu.")
    simple = publish(simple, summary="Kurz.", title="Komm")
    assert status(simple, german) == Status.OUTDATED
    simple = publish(simple, summary="Kürzer.")
    assert status(simple, german) == Status.OUTDATED
    confirm(simple, digest_of(texts_of(german)))
    state = state_of(simple)
    assert (state.outdated_since, state.german_revision_id) == (None, german.live_revision_id)


def test_still_correct_is_said_of_the_text_that_was_looked_at(german):  # L4
    english = translate(german, "en")
    looked_at = digest_of(texts_of(publish(german, summary="Neu.")))
    german = publish(german, summary="Noch neuer.")
    with pytest.raises(GermanChanged):
        confirm(english, looked_at)
    assert status(english, german) == Status.OUTDATED


def test_snippets_with_and_without_drafts_have_a_state_too(home):  # L4 L3
    form, venue, frame = make_signup_form(), make_venue(), make_frame()
    twins = []
    for snippet, name in ((form, "title"), (venue, "name"), (frame, "site_name")):
        twin = snippet.copy_for_translation(locale("en"))
        setattr(twin, name, "English")
        twin.save()
        twins.append(twin if snippet is venue else publish(twin))
    form = publish(form, intro="Neu.")
    venue.entrance = "Hof"
    venue.save()
    with answered_by("test"):
        frame = publish(frame, city_name="Stadt")
    assert [status(twin, german) for twin, german in zip(twins, (form, venue, frame), strict=True)] == [
        Status.OUTDATED
    ] * 3


def with_body(german, html):
    """Publish the same block with another text."""
    (block,) = german.body
    return publish(german, body=json.dumps([{"type": "text", "value": html, "id": block.id}]))


def texts(english):
    return str(english.body[0].value.source)


def test_wagtail_localize_alone_throws_a_sentence_back_to_german_after_a_comma(german):  # L8, the trap
    english = translate_by_sentence(german)
    german.body = json.dumps([{"type": "text", "value": RICH.replace("bitte.", "bitte!"), "id": german.body[0].id}])
    german.save()
    source = TranslationSource.objects.get_for_instance(german)
    source.update_from_db()
    draft = source.get_ephemeral_translated_instance(locale("en"), fallback=True)
    assert "Kommen Sie bitte!" in texts(draft)
    assert "Kommen" not in texts(english)


def test_a_small_change_in_german_keeps_the_old_translation_in_place(german):  # L8 L4
    english = translate_by_sentence(german)
    before = texts(english)
    german = with_body(german, RICH.replace("bitte.", "bitte!"))
    assert (status(english, german), write_missing_sentences(german)) == (Status.OUTDATED, 0)
    republish(german)
    english.refresh_from_db()
    assert texts(english) == before
    (kept,) = kept_sentences(english)
    assert kept.german_before == "Kommen Sie bitte."
    assert status(english, german) == Status.OUTDATED
    kept.translation.data = "Please come!"
    kept.translation.save()
    republish(german)
    english.refresh_from_db()
    assert ("Please come!" in texts(english), status(english, german)) == (True, Status.CURRENT)


def test_a_sentence_that_a_person_saves_unchanged_counts_as_looked_at(german):  # L8
    english = translate_by_sentence(german)
    german = publish(german, summary="Über die Einladung.")
    (kept,) = kept_sentences(english)
    kept.translation.save()
    republish(german)
    assert (status(english, german), kept_sentences(english).exists()) == (Status.CURRENT, False)


def test_a_sentence_reworded_twice_remembers_the_first_german(german):  # L8
    english = translate_by_sentence(german)
    publish(german, summary="Zweite Fassung.")
    publish(german, summary="Dritte Fassung.")
    assert [kept.german_before for kept in kept_sentences(english)] == ["Über Einladung."]


def test_a_minor_change_keeps_the_translation_without_a_mark(german):  # L8 L4
    english = translate_by_sentence(german)
    german = publish(german, summary="Über, Einladung.", minor_change=True)
    assert (write_missing_sentences(german), kept_sentences(english).exists()) == (0, False)
    republish(german)
    assert status(english, german) == Status.CURRENT


def test_still_correct_takes_the_marks_away(german):  # L8 L4
    english = translate_by_sentence(german)
    german = publish(german, summary="Neu gefasst.")
    confirm(english, digest_of(texts_of(german)))
    assert (kept_sentences(english).exists(), status(english, german)) == (False, Status.CURRENT)


def test_new_sentences_stay_untranslated_and_the_others_in_place(german):  # L8 L9
    translate_by_sentence(german)
    german = with_body(german, RICH.replace("<p>Kommen", "<p>Das ist neu.</p><p>Kommen"))
    assert write_missing_sentences(german) == 1


def test_a_sentence_whose_link_or_markup_changed_is_translated_anew(german):  # L8
    english = translate_by_sentence(german)
    german = with_body(german, RICH.replace("<b>frei</b>", "kostenlos"))
    assert (write_missing_sentences(german), kept_sentences(english).count()) == (1, 0)


def test_what_a_translator_writes_reaches_visitors_by_publishing_only(german):  # L9, the trap
    english = translate_by_sentence(german)
    before = english.title
    sentence = StringTranslation.objects.get(context__path="title", locale=english.locale)
    sentence.data = "Not yet"
    sentence.save()
    Translation.objects.get(source__object_id=german.translation_key).save_target(publish=False)
    english.refresh_from_db()
    assert (english.title, english.get_latest_revision_as_object().title) == (before, "Not yet")


def test_a_refused_publication_leaves_no_german_on_the_live_page(german):  # L9, the trap
    english = translate_by_sentence(german)
    german = with_body(german, RICH.replace("<p>Kommen", "<p>Das ist neu.</p><p>Kommen"))
    with pytest.raises(PublishRefused):
        republish(german)
    english.refresh_from_db()
    assert ("Das ist neu" in texts(english), english.live) == (False, True)


@pytest.mark.parametrize("make", [make_signup_form, make_venue, make_frame])
def test_a_half_translated_snippet_keeps_its_live_text(home, make):  # L9, the trap
    german = make()
    with answered_by("test"):
        english = translate_by_sentence(german)
    name = "intro" if hasattr(german, "intro") else "entrance" if hasattr(german, "entrance") else "city_name"
    before = getattr(english, name)
    setattr(german, name, "Ganz neuer deutscher Satz.")
    with answered_by("test"):
        german.save_revision().publish() if hasattr(german, "publish") else german.save()
    StringTranslation.objects.filter(context__path=name, locale=english.locale).delete()
    with answered_by("test"), pytest.raises(PublishRefused):
        republish(german)
    english.refresh_from_db()
    assert getattr(english, name) == before


def test_the_editors_own_button_is_heard_of(german, admin_client):  # L4, Wagtail's editor calls no publish()
    english = translate(german, "en")
    data = nested_form_data(
        {
            "title": "Einladung",
            "slug": "einladung",
            "summary": "Neu.",
            "seo_title": "",
            "search_description": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[german.pk]), data)
    assert response.status_code == 302
    german.refresh_from_db()
    assert (german.summary, status(english, german)) == ("Neu.", Status.OUTDATED)
