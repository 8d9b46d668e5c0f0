"""Who may fetch which file now, and who may know that it exists: the one rule, asked by serving and by pages.

Denied by default. A file is fetched only when its publication is approved (live) and released, and the visitor belongs
to its audience. What waits for approval is no row of these tables but a revision, so nothing here finds it.
Whoever may change publications sees them all, so that an editor can check a draft before its release.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models

from .models.enums import Audience

if TYPE_CHECKING:
    from .models.publication import Publication, PublicationFile  # noqa: F401 - named below as a text

EVERYBODY = AnonymousUser()


class PublicationQuerySet(models.QuerySet["Publication"]):
    def released(self, now: datetime) -> "PublicationQuerySet":
        """Those that are approved and whose moment of release has come; without such a moment they aren't released."""
        return self.filter(live=True, release_at__lte=now)

    def for_audience_of(self, user: AbstractUser | AnonymousUser) -> "PublicationQuerySet":
        """Those meant for everybody, and those meant for one of this user's working groups."""
        meant = models.Q(audience=Audience.PUBLIC)
        if user.is_authenticated and user.is_active:
            invited = self.model.working_groups.through.objects.filter(workinggroup__members=user)
            meant |= models.Q(audience=Audience.GROUP, pk__in=invited.values("publication"))
        return self.filter(meant)

    def announced_to(self, user: AbstractUser | AnonymousUser) -> "PublicationQuerySet":
        """Those whose title, and moment of release, this user may know."""
        if may_change_publications(user):
            return self.all()
        return self.for_audience_of(user).filter(live=True, release_at__isnull=False)

    def fetchable_by(self, user: AbstractUser | AnonymousUser, now: datetime) -> "PublicationQuerySet":
        """Those whose files this user may fetch now."""
        if may_change_publications(user):
            return self.all()
        return self.for_audience_of(user).released(now)


class PublicationFileQuerySet(models.QuerySet["PublicationFile"]):
    def fetchable_by(self, user: AbstractUser | AnonymousUser, now: datetime) -> "PublicationFileQuerySet":
        """The files that this user may fetch now."""
        publications = self.model.publication.field.related_model.objects
        return self.filter(publication__in=publications.fetchable_by(user, now))


def may_change_publications(user: AbstractUser | AnonymousUser) -> bool:
    """Whether this is one of the staff who upload drafts."""
    return user.has_perm("downloads.change_publication")


def is_announced_to_everybody(publication: "Publication") -> bool:
    """Whether public pages may name it: the same as ``announced_to(EVERYBODY)``, for an object at hand."""
    return publication.live and publication.audience == Audience.PUBLIC and publication.release_at is not None


def is_released(publication: "Publication", now: datetime) -> bool:
    """Whether it is released: the same as ``released(now)``, for an object at hand."""
    return publication.live and is_due(publication, now)


def is_due(publication: "Publication", now: datetime) -> bool:
    """Whether its moment of release has come, whether it is approved or not."""
    return publication.release_at is not None and publication.release_at <= now
