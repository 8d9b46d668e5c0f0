"""What a changed sign-up form does to those who have signed up, or are in the middle of it."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from cms.consequences.consequence import Consequence

from ..models.enums import EventStatus
from ..models.event import Event
from ..models.signup import Signup
from ..models.signup_form import SignupForm
from ..questions.questions import CONSENT


def of_publishing(draft: SignupForm) -> Iterator[Consequence]:
    """Yield what happens when this German form replaces the live one; translations supply texts only."""
    live = SignupForm.objects.filter(pk=draft.pk, live=True).first()
    if live is None or not is_german(draft):
        return
    number = _people(draft).count()
    required = _required(draft) - _required(live)
    if required and (number or _open_events(draft).exists()):
        yield Consequence("new_required", number, _of_required(len(required), number), " ".join(sorted(required)))
    gone = _questions(live) - _questions(draft)
    answered = sum(bool(gone & set(answers)) for answers in _people(draft).values_list("answers", flat=True))
    if answered:
        text = ngettext(
            "%(number)d person has answered a question that goes. The answers stay at the desk.",
            "%(number)d people have answered a question that goes. The answers stay at the desk.",
            answered,
        )
        yield Consequence("question_gone", answered, text % {"number": answered}, " ".join(sorted(gone)))
    consents = _consents(draft)
    reworded = [text for key, text in _consents(live).items() if key in consents and consents[key] != text]
    if reworded and number:
        text = ngettext(
            "%(number)d person has agreed to the former wording, which stays with the sign-up.",
            "%(number)d people have agreed to the former wording, which stays with each sign-up.",
            number,
        )
        yield Consequence("consent", number, text % {"number": number}, "\n".join(consents.values()))
    yield from _of_languages(draft, live)


def of_unpublishing(form: SignupForm) -> Iterator[Consequence]:
    """Yield at how many events sign-up closes in the form's language, or in all of them."""
    events = _open_events(_german(form)).count()
    if events:
        if is_german(form):
            text = ngettext(
                "Sign-up closes at %(number)d event, in all languages.",
                "Sign-up closes at %(number)d events, in all languages.",
                events,
            )
        else:
            text = ngettext(
                "Sign-up closes at %(number)d event, in this language.",
                "Sign-up closes at %(number)d events, in this language.",
                events,
            )
        yield Consequence("closes", events, text % {"number": events})


def _of_languages(draft: SignupForm, live: SignupForm) -> Iterator[Consequence]:
    """A consent that is new lacks in each other language, so the form is closed there until it is translated."""
    new = _consents(draft).keys() - _consents(live).keys()
    if not new or not _open_events(draft).exists():
        return
    versions = SignupForm.objects.filter(translation_key=draft.translation_key, live=True).exclude(pk=draft.pk)
    closed = [
        version.locale.get_display_name()
        for version in versions.select_related("locale").order_by("locale__pk")
        if not all(_consents(version).get(key) for key in new)
    ]
    if closed:
        text = gettext("Sign-up closes in these languages until the new consent is translated: %(languages)s.")
        yield Consequence(
            "closes_languages", len(closed), text % {"languages": ", ".join(closed)}, " ".join(sorted(new))
        )


def is_german(form: SignupForm) -> bool:
    return form.locale.language_code == settings.LANGUAGE_CODE


def _of_required(questions: int, people: int) -> str:
    if not people:
        text = ngettext(
            "%(number)d more question must be answered. Whoever is filling in the form is asked, and loses nothing.",
            "%(number)d more questions must be answered. Whoever is filling in the form is asked, and loses nothing.",
            questions,
        )
        return text % {"number": questions}
    text = ngettext(
        "%(number)d person has signed up without an answer to what must now be answered. Whoever is filling in the "
        "form is asked, and loses nothing.",
        "%(number)d people have signed up without an answer to what must now be answered. Whoever is filling in the "
        "form is asked, and loses nothing.",
        people,
    )
    return text % {"number": people}


def _german(form: SignupForm) -> SignupForm:
    if is_german(form):
        return form
    german = SignupForm.objects.filter(
        translation_key=form.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    return german.first() or form


def _open_events(form: SignupForm) -> QuerySet[Event]:
    return Event.objects.published().filter(_takes_signups(timezone.now()), signup_form=form.pk)


def _takes_signups(now: datetime) -> Q:
    comes = Q(starts_at__gt=now) & ~Q(status=EventStatus.POSTPONED)
    return (comes & ~Q(signup_closes_at__lte=now)) | Q(status=EventStatus.POSTPONED, signup_while_postponed=True)


def _people(form: SignupForm) -> QuerySet[Signup]:
    coming = Event.objects.not_over(timezone.now()).filter(signup_form=form.pk)
    return Signup.objects.active().filter(event__in=coming)


def _consents(form: SignupForm) -> dict[str, str]:
    """Return each text that people agree to, by its key: the first one's is empty."""
    further = {block.id: block.value["text"].strip() for block in form.questions if block.block_type == CONSENT}
    return {"": form.consent.strip(), **further}


def _questions(form: SignupForm) -> set[str]:
    return {block.id for block in form.questions}


def _required(form: SignupForm) -> set[str]:
    return {block.id for block in form.questions if block.value.get("required")}
