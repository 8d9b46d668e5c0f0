"""The database raises the generation itself, in the transaction of the write, whoever writes and however.

``QuerySet.update()``, moves in the tree of pages and a command of an operator pass by every ``save()``. On PostgreSQL
the number rises at the commit, once in each transaction, so that two editors never wait for each other in a circle; on
SQLite only one writes at a time. A draft raises nothing: columns that only editors see don't count, nor does a row that
is not live.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from cms.ground.raises import PUBLISHED, Raises

from .declared import raising_published

TABLE = "cms_generation"
FIRST_NUMBER = 1
# What Wagtail's mixins write while somebody edits, schedules, locks or approves.
ONLY_EDITORS_SEE = {
    *("latest_revision_id", "latest_revision_created_at", "live_revision_id", "draft_title", "has_unpublished_changes"),
    *(
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by_id",
        "minor_change",
        "owner_id",
        "numchild",
    ),
}
LIVE = "live"
PARENT_PAGE = "page_ptr_id"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION raise_generation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  current text := pg_current_xact_id()::text;
BEGIN
  IF TG_NARGS = 1 THEN
    PERFORM 1 FROM wagtailcore_page
      WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.{PARENT_PAGE} ELSE NEW.{PARENT_PAGE} END AND {LIVE};
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
  IF current_setting('teilhabe.raised_in', true) IS DISTINCT FROM current THEN
    UPDATE {TABLE} SET number = number + 1;
    PERFORM set_config('teilhabe.raised_in', current, true);
  END IF;
  RETURN NULL;
END $$
"""


@dataclass(frozen=True)
class Trigger:
    """One trigger of one table: ``condition`` is about OLD and NEW, empty where each row counts."""

    table: str
    event: str
    condition: str
    is_of_a_page: bool

    @property
    def name(self) -> str:
        return f"raise_generation_{self.event.lower()}_{self.table}"[:63]


def make_triggers(using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Make the row with the number and the triggers, those of before anew: after a migration the columns differ."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if TABLE not in tables:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (id, number) SELECT 1, {FIRST_NUMBER} WHERE NOT EXISTS (SELECT 1 FROM {TABLE})"
        )
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for trigger in triggers(connection):
            if trigger.table in tables:
                for statement in _statements(trigger, connection.vendor):
                    cursor.execute(statement)


def triggers(connection: BaseDatabaseWrapper) -> Iterator[Trigger]:
    """Give the triggers of all tables whose changes visitors are shown."""
    is_not = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    for model, raises in raising_published():
        yield from _triggers_of(model, raises, is_not)


def _triggers_of(model: type[Model], raises: Raises, is_not: str) -> Iterator[Trigger]:
    table = model._meta.db_table
    columns = [field.column for field in model._meta.local_concrete_fields]
    shown = [column for column in columns if column not in ONLY_EDITORS_SEE]
    is_of_a_page = PARENT_PAGE in columns
    if raises.number != PUBLISHED.number:
        yield Trigger(table, "UPDATE", _differs(raises.published_columns, is_not), is_of_a_page)
        return
    differs = _differs(shown, is_not)
    if raises.insert:
        yield Trigger(table, "INSERT", _is_shown(columns, raises, "NEW"), is_of_a_page)
    either = " OR ".join(filter(None, (_is_shown(columns, raises, row) for row in ("OLD", "NEW"))))
    yield Trigger(table, "UPDATE", f"({either}) AND ({differs})" if either else differs, is_of_a_page)
    yield Trigger(table, "DELETE", _is_shown(columns, raises, "OLD"), is_of_a_page)


def _differs(columns: Iterable[str], is_not: str) -> str:
    return " OR ".join(f'OLD."{column}" {is_not} NEW."{column}"' for column in columns)


def _is_shown(columns: list[str], raises: Raises, row: str) -> str:
    if LIVE in columns:
        return f'{row}."{LIVE}"'
    if raises.only_where:
        column, value = raises.only_where
        return f"{row}.\"{column}\" = '{value}'"
    return ""


def _statements(trigger: Trigger, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [f'DROP TRIGGER IF EXISTS "{trigger.name}" ON "{trigger.table}"', _for_postgresql(trigger)]
    return [f'DROP TRIGGER IF EXISTS "{trigger.name}"', _for_sqlite(trigger)]


def _for_postgresql(trigger: Trigger) -> str:
    when = f"WHEN ({trigger.condition})" if trigger.condition else ""
    # A page's own table is deleted before the page, whose row raises the number then.
    argument = "'page'" if trigger.is_of_a_page else ""
    return (
        f'CREATE CONSTRAINT TRIGGER "{trigger.name}" AFTER {trigger.event} ON "{trigger.table}" '
        f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW {when} EXECUTE FUNCTION raise_generation({argument})"
    )


def _for_sqlite(trigger: Trigger) -> str:
    row = "OLD" if trigger.event == "DELETE" else "NEW"
    is_live = f'EXISTS (SELECT 1 FROM wagtailcore_page WHERE id = {row}."{PARENT_PAGE}" AND "{LIVE}")'
    conditions = [f"({one})" for one in (trigger.condition, is_live if trigger.is_of_a_page else "") if one]
    when = f"WHEN {' AND '.join(conditions)}" if conditions else ""
    return (
        f'CREATE TRIGGER "{trigger.name}" AFTER {trigger.event} ON "{trigger.table}" FOR EACH ROW {when} '
        f"BEGIN UPDATE {TABLE} SET number = number + 1; END"
    )
