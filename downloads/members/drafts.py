"""The internal drafts of a member's working groups."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from cms.ground.list_parts import ListPart, list_part
from cms.models import User

from ..models.enums import Audience
from ..models.publication import Publication
from ..models.working_group import WorkingGroup
from ..pages.entries import PublicationEntry, entries_by_publication

DRAFTS_AT_ONCE = 50


@dataclass(frozen=True)
class GroupDrafts:
    """One working group; ``lang`` is its name's language where it isn't the page's, else empty."""

    name: str
    lang: str
    entries: list[PublicationEntry]


def drafts_of(user: User, asked: str | None = None) -> tuple[list[GroupDrafts], ListPart]:
    """Return the member's working groups with a part of their drafts, the newest first, also those to be released.

    A version that stands below the one after it is not shown a second time.
    """
    groups = list(WorkingGroup.objects.filter(members=user))
    internal = Publication.objects.announced_to(user).filter(audience=Audience.GROUP, working_groups__in=groups)
    part = list_part(internal.distinct().order_by("-release_at", "-version", "pk"), asked, DRAFTS_AT_ONCE)
    publications = list(part.items)
    entries = entries_by_publication(publications, user=user)
    chosen = _chosen_for(publications)
    lang = "" if get_language() == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE
    found = [
        GroupDrafts(group.name, lang, _each_once([entries[pk] for pk in entries if group.pk in chosen[pk]]))
        for group in groups
    ]
    # A group without a draft in this part may have some in another.
    return [group for group in found if group.entries or not part.has_neighbours], part


def _chosen_for(publications: list[Publication]) -> dict[int, set[int]]:
    chosen: dict[int, set[int]] = defaultdict(set)
    rows = Publication.working_groups.through.objects.filter(publication__in=publications)
    for publication, group in rows.values_list("publication", "workinggroup"):
        chosen[publication].add(group)
    return chosen


def _each_once(entries: list[PublicationEntry]) -> list[PublicationEntry]:
    below_another = {old.public_id for entry in entries for old in entry.earlier}
    return [entry for entry in entries if entry.public_id not in below_another]
