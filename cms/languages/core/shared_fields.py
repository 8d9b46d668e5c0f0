"""Keeps what belongs to no language equal in all of them: slug, synchronised fields, parent and position.

German rules. A save of a German page changes the others, a save of another page takes over what German has; so it
doesn't matter whether somebody published, a schedule did, or wagtail-localize wrote an older state.
"""

import logging
from typing import Any

from django.conf import settings
from wagtail.models import Page, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

logger = logging.getLogger(__name__)

HOME_DEPTH = 2  # home pages stand side by side below the root, so their slugs differ


def shared_field_names(page: Page) -> list[str]:
    """Return the fields of this page that are the same in every language."""
    names = [
        field.field_name
        for field in get_translatable_fields(type(page))
        if isinstance(field, SynchronizedField) and not field.overridable
    ]
    names = [name for name in names if name != "slug" or (page.depth or HOME_DEPTH + 1) > HOME_DEPTH]
    # A translation is taken down at the same time.
    return [*names, "expire_at"]


def is_source(page: TranslatableMixin) -> bool:
    """Return whether this page or snippet is in the language that rules the others."""
    return page.locale.language_code == settings.LANGUAGE_CODE


def source_of(page: Page) -> Page | None:
    """Return the German page that rules this one, or None for a German page and one that stands alone."""
    if page.locale_id is None or is_source(page):
        return None
    model = type(page)
    twins = model._default_manager.filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    return twins.first()


def take_over_shared_fields(page: Page) -> None:
    """Give a page that is not German the German page's shared values, before it is saved."""
    source = source_of(page)
    if source is None:
        return
    for name, value in _values(source).items():
        if name == "slug" and not _slug_is_free(page, value):
            continue
        setattr(page, name, value)


def pass_on_shared_fields(page: Page) -> None:
    """Write a German page's shared values to its translations, their drafts included."""
    if not is_source(page):
        return
    values = _values(page)
    for twin in type(page)._default_manager.filter(translation_key=page.translation_key).exclude(pk=page.pk):
        changed = {name: value for name, value in values.items() if getattr(twin, name) != value}
        if "slug" in changed and not _slug_is_free(twin, changed["slug"]):
            del changed["slug"]
        if changed:
            for name, value in changed.items():
                setattr(twin, name, value)
            twin.save(clean=False)
        _correct_draft(twin, values)


def pass_on_to_snippets(german: TranslatableMixin) -> None:
    """Write what a German snippet shares with all languages to its translations, their drafts included."""
    model = type(german)
    shared = [field for field in get_translatable_fields(model) if isinstance(field, SynchronizedField)]
    names = [field.field_name for field in shared if not field.overridable]
    row = model._base_manager.filter(pk=german.pk).first()
    if row is None or not names:
        return
    values = {_attribute(row, name): getattr(row, _attribute(row, name)) for name in names}
    twins = model._base_manager.filter(translation_key=row.translation_key).exclude(pk=row.pk)
    twins.update(**values)
    for twin in twins if issubclass(model, RevisionMixin) else ():
        _correct_draft(twin, values)


def keep_position(page: Page) -> None:
    """Move the translations of a German page to where it stands: the same parent, after the same sibling."""
    if not is_source(page) or page.depth <= HOME_DEPTH:
        return
    parent = page.get_parent()
    for twin in Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk):
        new_parent = parent.get_translation_or_none(twin.locale)
        if new_parent is None or not Page._slug_is_available(twin.slug, new_parent, twin):
            continue
        _move_after(twin, new_parent, _sibling_before(page, new_parent))


def _values(source: Page) -> dict[str, Any]:
    return {_attribute(source, name): getattr(source, _attribute(source, name)) for name in shared_field_names(source)}


def _attribute(page: Page, name: str) -> str:
    return page._meta.get_field(name).attname


def _slug_is_free(page: Page, slug: str) -> bool:
    if not page.path or Page._slug_is_available(slug, page.get_parent(), page):
        return True
    logger.warning("Page %s can't have the slug of its German page: another page has it.", page.pk)
    return False


def _correct_draft(twin: Page, values: dict[str, Any]) -> None:
    # A translator's draft is older than the German change; publishing it must not bring the old values back.
    revision = twin.latest_revision
    if revision is None:
        return
    fresh = twin.serializable_data()
    content = {
        name: fresh[name]
        for name in (field.name for field in twin._meta.fields if field.attname in values)
        if revision.content.get(name) != fresh[name]
    }
    if content:
        revision.content = {**revision.content, **content}
        revision.save(update_fields=["content"])


def _sibling_before(page: Page, new_parent: Page) -> Page | None:
    before = Page.objects.sibling_of(page).filter(path__lt=page.path).order_by("-path")
    keys = list(before.values_list("translation_key", flat=True))
    there = {child.translation_key: child for child in new_parent.get_children().filter(translation_key__in=keys)}
    return next((there[key] for key in keys if key in there), None)


def _move_after(twin: Page, new_parent: Page, sibling: Page | None) -> None:
    siblings = list(new_parent.get_children())
    here = next((index for index, child in enumerate(siblings) if child.pk == twin.pk), None)
    wanted = siblings[here - 1] if here else None
    if here is not None and (wanted.pk if wanted else None) == (sibling.pk if sibling else None):
        return
    if sibling is not None:
        twin.specific.move(sibling, pos="right")
    elif siblings:
        twin.specific.move(siblings[0], pos="left")
    else:
        twin.specific.move(new_parent, pos="last-child")
