"""What closing a language does to those who signed up in it."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import Locale

from cms.consequences.consequence import Consequence
from cms.languages.models import LanguageProfile
from cms.languages.profiles.consequences import is_closed_by, is_open

from ..models.dates import not_over
from ..models.signup import Signup
from ..models.signup_form import SignupForm


def of_switching(draft: LanguageProfile) -> Iterator[Consequence]:
    """Yield nothing where the language stays as it is, or opens."""
    if is_closed_by(draft):
        yield from of_closing(draft)


def of_closing(profile: LanguageProfile) -> Iterator[Consequence]:
    """Yield the forms that nobody can fill in any more, and the people who read it."""
    if not is_open(profile):
        return
    if forms := SignupForm.objects.filter(locale=profile.locale_id, live=True).count():
        text = ngettext(
            "%(number)d sign-up form can't be filled in in this language any more.",
            "%(number)d sign-up forms can't be filled in in this language any more.",
            forms,
        )
        yield Consequence("forms_closed", forms, text % {"number": forms})
    yield from _people(profile.code)


def of_deleting(locale: Locale) -> Iterator[Consequence]:
    """Yield the people who signed up in a language that is deleted."""
    yield from _people(locale.language_code)


def _people(code: str) -> Iterator[Consequence]:
    people = Signup.objects.active().filter(not_over(timezone.now(), "event__"), language=code).count()
    if people:
        text = ngettext(
            "%(number)d person has signed up in this language. The mails and the own page stay in it; the other pages "
            "are not found any more.",
            "%(number)d people have signed up in this language. Their mails and their own pages stay in it; the other "
            "pages are not found any more.",
            people,
        )
        yield Consequence("people_of_closed_language", people, text % {"number": people})
