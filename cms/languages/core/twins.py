"""What there is in which language, read at once for all that a list shows."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation


class Twins:
    """The translations of several pages and of all above them, or of several snippets of one kind."""

    def __init__(self, originals: Iterable[TranslatableMixin]) -> None:
        self._originals = list(originals)

    def in_language(self, original: TranslatableMixin, locale: Locale) -> TranslatableMixin | None:
        """Return the translation in this language."""
        return self._by_key[original.translation_key].get(locale.pk)

    def missing_locales(self, original: TranslatableMixin) -> list[Locale]:
        """Return the languages in which this doesn't exist, simple German among them; an alias is no translation."""
        twins = self._by_key[original.translation_key]
        there = {pk for pk, twin in twins.items() if getattr(twin, "alias_of_id", None) is None}
        return [locale for locale in self._locales if locale.pk not in there]

    def source_in_use(self, original: TranslatableMixin) -> int | None:
        """Return wagtail-localize's source of this if translations follow it."""
        return self._sources.get((original.translation_key, original.locale_id))

    @cached_property
    def _locales(self) -> list[Locale]:
        return list(Locale.objects.all())

    @cached_property
    def _by_key(self) -> dict[UUID, dict[int, TranslatableMixin]]:
        keys = {one.translation_key for one in self._originals}
        found: dict[UUID, dict[int, TranslatableMixin]] = defaultdict(dict)
        pages = [one for one in self._originals if isinstance(one, Page)]
        manager = Page.objects if pages else type(self._originals[0])._base_manager
        keys |= {page.translation_key for page in hang_up_parents(pages)}
        for twin in manager.filter(translation_key__in=keys):
            found[twin.translation_key][twin.locale_id] = twin
        return found

    @cached_property
    def _sources(self) -> dict[tuple[UUID, int], int]:
        rows = Translation.objects.filter(
            enabled=True, source__object_id__in={one.translation_key for one in self._originals}
        ).values_list("source__object_id", "source__locale_id", "source_id")
        return {(key, locale_id): source_id for key, locale_id, source_id in rows}


def hang_up_parents(pages: list[Page]) -> list[Page]:
    """Read all that stands above these pages, so that ``get_parent`` asks no more, and return it."""
    ends = {page.path[:end] for page in pages for end in range(Page.steplen, len(page.path), Page.steplen)}
    above = {page.path: page for page in Page.objects.filter(path__in=ends).prefetch_workflow_states()}
    for page in [*pages, *above.values()]:
        if page.path[: -Page.steplen] in above:
            page._cached_parent_obj = above[page.path[: -Page.steplen]]
    return list(above.values())
