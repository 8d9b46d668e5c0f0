"""Takes the addresses of the site before from a table: old address, new address, one pair in each row."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from ..models.user import User
from .typed import Target, old_address, own_path, refuse_what_is_in_use, target, without_query
from .what_stands import WhatStands

MOST_ROWS = 5000
COLUMNS = 2


@dataclass(frozen=True)
class Wrong:
    """A row that was not taken: its number in the table, what stands in it, and why in a sentence."""

    number: int
    old: str
    new: str
    why: str


@dataclass
class Report:
    """How many rows were taken, how many were known already, and those that were not taken."""

    added: int = 0
    known: int = 0
    wrong: list[Wrong] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    number: int
    old: str
    new: str


def import_addresses(table: list[list[str]], user: User | None = None) -> Report:
    """Keep each right row, in one transaction; the same table once more changes nothing.

    A first row of headings is passed over, and so are empty ones. A row may lead to an old address of another row.
    """
    report = Report()
    rows = _rows(table, report)
    targets = {own_path(row.new) for row in rows.values()} - {None}
    stands = WhatStands([*rows, *map(without_query, rows), *targets])
    with transaction.atomic():
        for path, row in rows.items():
            found = _tried(row, report, lambda path=path, row=row: _target(path, row, rows, stands))
            if found is not None:
                _keep(path, found, stands, row, report, user)
    report.wrong.sort(key=lambda wrong: wrong.number)
    return report


def _rows(table: list[list[str]], report: Report) -> dict[str, _Row]:
    """Return the rows by their old addresses, as they are kept."""
    rows: dict[str, _Row] = {}
    for number, cells in enumerate(table, 1):
        old, new = [*cells, "", ""][:COLUMNS]
        if not (old or new) or (number == 1 and not _is_address(old)):
            continue
        row = _Row(number, old, new)
        path = _tried(row, report, lambda row=row: _old(row))
        if path is None:
            continue
        first = rows.setdefault(path, row)
        if first is not row and first.new == new:
            report.known += 1
        elif first is not row:
            text = _("The old address stands in row %(number)d already, with another new one.")
            report.wrong.append(Wrong(number, old, new, text % {"number": first.number}))
    return rows


def _is_address(text: str) -> bool:
    return text.startswith(("/", "http://", "https://"))


def _old(row: _Row) -> str:
    if not row.old or not row.new:
        raise ValidationError(_("One of the two addresses is missing."))
    # It fails for what is no address at all.
    own_path(row.new)
    return old_address(row.old)


def _target(path: str, row: _Row, rows: dict[str, _Row], stands: WhatStands) -> Target:
    refuse_what_is_in_use(path, stands)
    seen, last = {path}, row
    while (next_path := own_path(last.new)) in rows and not stands.page(next_path):
        if next_path in seen:
            raise ValidationError(_("These addresses lead in a circle."))
        seen.add(next_path)
        last = rows[next_path]
    return target(last.new, stands)


def _tried(row: _Row, report: Report, do: Callable):
    try:
        return do()
    except ValidationError as error:
        report.wrong.append(Wrong(row.number, row.old, row.new, " ".join(error.messages)))
        return None


def _keep(path: str, found: Target, stands: WhatStands, row: _Row, report: Report, user: User | None) -> None:
    known = stands.old_address(path)
    if known is None:
        redirect = Redirect.objects.create(old_path=path, redirect_page=found.page, redirect_link=found.link)
        log(instance=redirect, action="wagtail.create", user=user)
        report.added += 1
    elif (known.redirect_page, known.redirect_link) == (found.page, found.link):
        report.known += 1
    else:
        text = _("This address leads on to another place already. Change that entry instead.")
        report.wrong.append(Wrong(row.number, row.old, row.new, text))
