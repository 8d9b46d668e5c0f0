"""In which languages somebody works: an administrator says it at the account; where nothing is said, in all."""

from django.db.models import Model
from wagtail.models import TranslatableMixin

from .shared_fields import is_source

KEPT = "_own_languages"


def own_languages(user) -> frozenset[int]:
    """Return the ids of the languages that are said at this account; read once for each request."""
    if user.is_superuser or not user.pk:
        return frozenset()
    if not hasattr(user, KEPT):
        setattr(user, KEPT, frozenset(user.translates_into.values_list("pk", flat=True)))
    return getattr(user, KEPT)


def works_in(user, locale_id: int) -> bool:
    """Return whether the user may begin, change and publish what is translated into this language."""
    own = own_languages(user)
    return not own or locale_id in own


def works_on(user, instance: Model) -> bool:
    """Return whether this is in one of the user's languages; German rules the others and is for the groups to say."""
    if not own_languages(user) or not isinstance(instance, TranslatableMixin) or instance.locale_id is None:
        return True
    return works_in(user, instance.locale_id) or is_source(instance)
