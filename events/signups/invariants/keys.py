"""That people are found under what they are called, and known under the address that they gave."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...models.signup import Signup
from ..person import address_key
from ..search_key import search_key
from ..sort_key import sort_key


def wrong_keys() -> Iterator[str]:
    """Yield a sentence for each address and each name whose key isn't its own; who was erased has neither."""
    people = Signup.objects.filter(anonymised_at__isnull=True).only(
        "public_id", "email", "email_key", "family_name", "given_name", "organisation", "search_key", "sort_key"
    )
    for signup in people.order_by("pk").iterator(chunk_size=500):
        if (signup.email_key or None) != address_key(signup.email):
            yield _("The address of sign-up %(signup)s is not known under its own key.") % {"signup": signup.public_id}
        names = signup.family_name, signup.given_name, signup.organisation
        # An empty one is what a server of release 1.0.0 wrote since the last round of the worker.
        if signup.search_key != search_key(*names) or signup.sort_key not in ("", sort_key(*names)):
            yield _("The name of sign-up %(signup)s is not found under its own key.") % {"signup": signup.public_id}
