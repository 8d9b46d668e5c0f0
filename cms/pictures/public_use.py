"""Which pictures, and which videos, public pages use, and who may see one of them.

Wagtail's reference index says who uses a picture: pages and snippets as they are published, in every language; drafts
and old revisions don't count.
"""

from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from cms.languages.core.public_languages import public_languages


def in_public_use(pictures: Iterable[int], model: type[Model] | None = None) -> set[int]:
    """Return those of these pictures (primary keys), or rows of ``model``, that a page uses which everybody reaches.

    What is no page (menus and partners, say) counts as public while it is published: pages show it.
    """
    users: dict[int, dict[str, set[int]]] = {}
    for picture, content_type, user in _references(model or get_image_model(), pictures):
        users.setdefault(content_type, {}).setdefault(user, set()).add(picture)
    page_type = ContentType.objects.get_for_model(Page).pk
    used: set[int] = set()
    for content_type, of_user in users.items():
        public = _public_pages(of_user) if content_type == page_type else _published(content_type, of_user)
        used |= {picture for user in public for picture in of_user[user]}
    return used


def may_be_seen_by(request: HttpRequest, picture: Model) -> bool:
    """Whether a page uses the picture, or the video, that everybody reaches, or that lets in who asks."""
    return picture.pk in in_public_use([picture.pk], type(picture)) or any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in _pages_using(picture)
    )


def _pages_using(picture: Model) -> Iterator[Page]:
    """Give the published pages that use it, restricted ones too, in languages that are open."""
    page_type = ContentType.objects.get_for_model(Page).pk
    users = [
        user for _picture, content_type, user in _references(type(picture), [picture.pk]) if content_type == page_type
    ]
    yield from Page.objects.live().filter(pk__in=users, locale_id__in=_open_locales())


def _references(model: type[Model], keys: Iterable[int]) -> Iterator[tuple[int, int, str]]:
    found = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(key) for key in keys],
    )
    for picture, base_type, user in found.values_list("to_object_id", "base_content_type_id", "object_id"):
        yield int(picture), base_type, user


def _open_locales() -> list[int]:
    return [language.locale_id for language in public_languages()]


def _public_pages(users: Iterable[str]) -> set[str]:
    pages = Page.objects.live().public().filter(pk__in=list(users), locale_id__in=_open_locales())
    return {str(pk) for pk in pages.values_list("pk", flat=True)}


def _published(content_type: int, users: Iterable[str]) -> set[str]:
    model = ContentType.objects.get_for_id(content_type).model_class()
    if model is None:
        return set()
    rows = model._default_manager.filter(pk__in=list(users))
    if issubclass(model, DraftStateMixin):
        rows = rows.filter(live=True)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}
