"""What releasing, changing, withdrawing or deleting a publication does to its readers."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from wagtail.models import ReferenceIndex

from cms.consequences.consequence import Consequence

from ..models.enums import Audience
from ..models.publication import Publication
from ..models.working_group import Membership
from ..visibility import is_due, is_released


def of_publishing(draft: Publication) -> Iterator[Consequence]:
    """Yield what changes for those who read, or wait for, what is approved so far."""
    row = Publication.objects.filter(pk=draft.pk, live=True).first()
    if row is None or row.release_at is None or not row.files.exists():
        return
    now = timezone.now()
    yield from _of_the_moment(row, draft, now)
    yield from _of_the_audience(row, draft)
    if is_released(row, now):
        yield from _of_the_files(row, draft)


def of_taking_away(publication: Publication) -> Iterator[Consequence]:
    """Yield what readers lose when it is unpublished or deleted, and on how many pages it stood."""
    row = Publication.objects.filter(pk=publication.pk, live=True).first()
    if row is None or row.release_at is None:
        return
    if number := row.files.count():
        yield _withdrawn(number, row, timezone.now(), "")


def of_deleting(publication: Publication) -> Iterator[Consequence]:
    """Yield the same, and the pages that name it."""
    yield from of_taking_away(publication)
    if number := ReferenceIndex.get_grouped_references_to(publication).count():
        text = ngettext(
            "%(number)d page or other text names it; there it disappears.",
            "%(number)d pages or other texts name it; there it disappears.",
            number,
        )
        yield Consequence("named_by_pages", number, text % {"number": number})


def _of_the_moment(row: Publication, draft: Publication, now: datetime) -> Iterator[Consequence]:
    if row.release_at is None or row.release_at == draft.release_at:
        return
    if is_due(row, now):
        if not is_due(draft, now):
            yield _withdrawn(row.files.count(), row, now, _iso(draft.release_at))
        return
    told = {"before": _moment(row.release_at), "after": _moment(draft.release_at) if draft.release_at else ""}
    if draft.release_at is None:
        text = gettext("Pages say that it comes on %(before)s. They name it no more.")
    elif draft.release_at < row.release_at:
        text = gettext("It opens on %(after)s, earlier than pages say: they name %(before)s.")
    else:
        text = gettext("It opens on %(after)s, later than pages say: they name %(before)s.")
    yield Consequence("release_moved", 1, text % told, _iso(draft.release_at))


def _of_the_audience(row: Publication, draft: Publication) -> Iterator[Consequence]:
    if row.audience == draft.audience == Audience.PUBLIC:
        return
    before, after = list(row.working_groups.all()), list(draft.working_groups.all())
    number = len(draft.files.all())
    if row.audience == Audience.PUBLIC:
        text = ngettext(
            "%(number)d file that is meant for everybody is then for members of %(groups)s only.",
            "%(number)d files that are meant for everybody are then for members of %(groups)s only.",
            number,
        )
        yield Consequence("audience_narrowed", number, text % {"number": number, "groups": _names(after)}, _ids(after))
    elif draft.audience == Audience.PUBLIC:
        text = ngettext(
            "%(number)d file that only members of %(groups)s may read is then for everybody, once and for all.",
            "%(number)d files that only members of %(groups)s may read are then for everybody, once and for all.",
            number,
        )
        yield Consequence("audience_widened", number, text % {"number": number, "groups": _names(before)}, "public")
    else:
        yield from _of_the_groups(before, after)


def _of_the_groups(before: list, after: list) -> Iterator[Consequence]:
    readers, future = _members(before), _members(after)
    if lost := len(readers - future):
        text = ngettext(
            "%(number)d person can no longer read it: the members of %(groups)s.",
            "%(number)d people can no longer read it: the members of %(groups)s.",
            lost,
        )
        groups = [one for one in before if one not in after]
        yield Consequence("readers_lost", lost, text % {"number": lost, "groups": _names(groups)}, _ids(groups))
    if won := len(future - readers):
        text = ngettext(
            "%(number)d person more can read it: the members of %(groups)s.",
            "%(number)d people more can read it: the members of %(groups)s.",
            won,
        )
        groups = [one for one in after if one not in before]
        yield Consequence("readers_won", won, text % {"number": won, "groups": _names(groups)}, _ids(groups))


def _of_the_files(row: Publication, draft: Publication) -> Iterator[Consequence]:
    before = {file.language: file for file in row.files.all()}
    after = {file.language: file for file in draft.files.all()}
    replaced = [
        language for language in before.keys() & after.keys() if before[language].digest != after[language].digest
    ]
    gone = sorted(before.keys() - after.keys())
    if replaced:
        fetched = _fetched(row, replaced)
        files = ngettext(
            "%(number)d file that readers have is replaced.",
            "%(number)d files that readers have are replaced.",
            len(replaced),
        )
        yield Consequence(
            "files_replaced",
            len(replaced),
            files % {"number": len(replaced)},
            " ".join(sorted(after[language].digest for language in replaced)),
        )
        if fetched:
            text = ngettext(
                "It was downloaded %(number)d time. Nobody is told that there is another.",
                "They were downloaded %(number)d times. Nobody is told that there are others.",
                fetched,
            )
            yield Consequence("downloads_outdated", fetched, text % {"number": fetched})
    if gone:
        text = ngettext(
            "%(number)d file that readers can fetch now is taken away.",
            "%(number)d files that readers can fetch now are taken away.",
            len(gone),
        )
        yield Consequence("files_taken_away", len(gone), text % {"number": len(gone)}, " ".join(gone))


def _withdrawn(number: int, row: Publication, now: datetime, what: str) -> Consequence:
    if is_due(row, now):
        text = ngettext(
            "%(number)d file that readers can fetch now is taken away. Links to it lead nowhere.",
            "%(number)d files that readers can fetch now are taken away. Links to them lead nowhere.",
            number,
        )
    else:
        text = ngettext(
            "%(number)d file that pages announce doesn't come.",
            "%(number)d files that pages announce don't come.",
            number,
        )
    return Consequence("release_withdrawn", number, text % {"number": number}, what)


def _fetched(row: Publication, languages: list[str]) -> int:
    return sum(row.counts.filter(language__in=languages).values_list("number", flat=True))


def _members(groups: list) -> set[int]:
    return set(Membership.objects.filter(working_group__in=groups).values_list("user", flat=True))


def _names(groups: list) -> str:
    return get_text_list([group.name for group in groups], gettext("and"))


def _ids(groups: list) -> str:
    return " ".join(str(pk) for pk in sorted(group.pk for group in groups))


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
