"""The sign-up form of a site that has none: no questions of its own, and a consent that says what the site does."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale

from ...models.signup_form import SignupForm


def new_signup_form(event_name: str) -> SignupForm:
    """Return a German form, which is not saved yet."""
    # What people agree to is German, whatever language the editor works in.
    with translation.override(settings.LANGUAGE_CODE):
        title = gettext("Sign-up: %(event)s") % {"event": event_name}
        consent = gettext(
            "I agree that what I enter in this form is stored and used to handle my sign-up, to send me e-mails about "
            "this event and to prepare it. After the event it is erased when the period set for that is over. I can "
            "take this consent back at any time; then my details are erased at once and my sign-up ends."
        )
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    longest = SignupForm._meta.get_field("title").max_length
    return SignupForm(title=title[:longest], consent=consent, locale=locale, live=False)
