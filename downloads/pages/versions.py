"""Which version came before which, as far as a reader may know of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractUser, AnonymousUser

from ..models.publication import Publication
from ..visibility import is_released


@dataclass(frozen=True)
class Versions:
    """The chains of ``supersedes`` to which some publications belong.

    The chain itself leads past versions that this reader must not know of; ``known`` holds those that they may.
    """

    before: dict[int, int]
    after: dict[int, int]
    known: dict[int, Publication]

    def earlier(self, publication: Publication, now: datetime) -> list[Publication]:
        """Return the released versions before this one, the newest first."""
        return [one for one in self._walk(publication, self.before) if is_released(one, now)]

    def newer(self, publication: Publication, now: datetime) -> list[Publication]:
        """Return the released versions after this one, the newest last."""
        return [one for one in self._walk(publication, self.after) if is_released(one, now)]

    def next_release(self, publications: Iterable[Publication], now: datetime) -> datetime | None:
        """Return when the next of these publications, or of the versions before and after them, is released."""
        shown = [
            version
            for one in publications
            for version in [one, *self._walk(one, self.before), *self._walk(one, self.after)]
        ]
        return min((one.release_at for one in shown if one.release_at and one.release_at > now), default=None)

    def _walk(self, publication: Publication, step: dict[int, int]) -> Iterator[Publication]:
        seen = {publication.pk}
        pk = step.get(publication.pk)
        while pk is not None and pk not in seen:
            seen.add(pk)
            if pk in self.known:
                yield self.known[pk]
            pk = step.get(pk)


def read_versions(publications: list[Publication], user: AbstractUser | AnonymousUser) -> Versions:
    """Return the chains of these publications, with what this user may know of them. At most two queries."""
    if not publications:
        return Versions({}, {}, {})
    links = Publication.objects.filter(supersedes__isnull=False).values_list("pk", "supersedes_id")
    before = dict(links)
    after = {old: new for new, old in before.items()}
    chained = {pk for one in publications for step in (before, after) for pk in _chain(one.pk, step)}
    if not chained:
        return Versions({}, {}, {})
    own = {one.pk for one in publications}
    return Versions(before, after, Publication.objects.announced_to(user).in_bulk(chained | own))


def _chain(pk: int, step: dict[int, int]) -> Iterator[int]:
    seen = {pk}
    while (pk := step.get(pk, pk)) not in seen:
        seen.add(pk)
        yield pk
