"""A translation of an event's page takes the form in its language along, where that is ready and may be published."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Page

from cms.consequences.answers import answered_by
from cms.consequences.gate import Unanswered
from cms.ground.publish_refusal import PublishRefused
from events.models import EventPage, SignupForm
from home.roles import CHIEF_EDITORS
from tests.builders import (
    add_page,
    make_event_index,
    make_event_row,
    make_frame,
    make_home,
    make_signup_form,
    translate,
)
from tests.builders.locales import locale_of
from tests.cms.languages.translating import begin, write
from tests.events.consequences.asking import Editor
from tests.events.desk.making.drafts import member_of

pytestmark = pytest.mark.django_db

CONSENT = "I agree."


@pytest.fixture
def english() -> EventPage:
    make_frame()
    index = make_event_index(make_home())
    event = make_event_row(signup_form=make_signup_form())
    return translate(add_page(index, "Werkstatt", EventPage, event=event), "en", live=False)


def form_in(page: EventPage, code: str = "en", **fields) -> SignupForm:
    """A draft of the form in this language, with texts of its own."""
    form = page.event.signup_form.copy_for_translation(locale_of(code))
    for name, value in {"title": "Form", "consent": CONSENT, "live": False, **fields}.items():
        setattr(form, name, value)
    form.save()
    form.save_revision(clean=False)
    return form


@pytest.fixture
def chief(english) -> Editor:
    return Editor(member_of(CHIEF_EDITORS))


def asked(chief: Editor, page: EventPage):
    return chief.client.get(reverse("consequences_question", args=["publish", page.latest_revision_id]))


def kinds(response) -> list[str]:
    return [one.kind for one in response.context["question"].consequences]


def live(page: EventPage) -> tuple[bool, list[str]]:
    """Whether the page is live, and in which languages its form is."""
    forms = SignupForm.objects.filter(translation_key=page.event.signup_form.translation_key, live=True)
    codes = forms.order_by("locale__language_code").values_list("locale__language_code", flat=True)
    return Page.objects.get(pk=page.pk).live, list(codes)


def test_the_form_in_the_language_of_the_page_goes_live_with_it(english, chief):  # E2
    form_in(english)
    form_in(english, "ar")
    response = asked(chief, english)
    assert (kinds(response), live(english)) == (["along events.signupform"], (False, ["de"]))
    chief.press(response)
    assert live(english) == (True, ["de", "en"])


@pytest.mark.parametrize("fields", [{"consent": ""}, {"live": True}])
def test_a_form_that_has_faults_or_is_live_holds_nothing_up(english, fields):  # E2
    form_in(english, **fields)
    english.get_latest_revision().publish()
    assert live(english)[0] is True


def test_a_form_that_was_taken_down_stays_down(english):  # E2
    form = form_in(english)
    form.get_latest_revision().publish()
    form.refresh_from_db()
    with answered_by("test"):
        form.unpublish()
    english.get_latest_revision().publish()
    assert live(english) == (True, ["de"])


def test_a_form_with_german_sentences_waits_until_they_are_translated(english, chief):  # E2 L3
    work = begin(english.event.signup_form)
    english.get_latest_revision().publish()
    assert live(english) == (True, ["de"])
    for sentence in work.source.stringsegment_set.select_related("string"):
        write(work, sentence.string.data, f"EN {sentence.string.data}")
    work.save_target(publish=False)
    english.refresh_from_db()
    english.save_revision()
    chief.press(asked(chief, english))
    assert live(english) == (True, ["de", "en"])


def test_nobody_takes_a_form_along_without_the_right_to_publish_it(english, chief):  # E2 E6
    form_in(english)
    response = asked(chief, english)
    chief.user.groups.get().permissions.remove(Permission.objects.get(codename="publish_signupform"))
    fresh = Editor(type(chief.user).objects.get(pk=chief.user.pk))
    with pytest.raises(PublishRefused) as refused:
        english.get_latest_revision().publish(user=fresh.user)
    assert not isinstance(refused.value, Unanswered)
    fresh.press(response)
    assert live(english) == (False, ["de"])


def test_a_publish_that_names_nobody_asks_for_the_rights_of_whoever_answers(english, chief):  # E2 E6
    form_in(english)
    chief.user.groups.get().permissions.remove(Permission.objects.get(codename="publish_signupform"))
    user = type(chief.user).objects.get(pk=chief.user.pk)
    with answered_by(user), pytest.raises(PublishRefused):
        english.get_latest_revision().publish()
    assert live(english) == (False, ["de"])
