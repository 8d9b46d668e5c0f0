"""Queries whose SQL Django writes once: on a road where hundreds wait, writing it anew costs more than the answer.

    EVENT = Prepared(lambda: Event.objects.filter(pk=Mark("event")).values_list("name", "capacity"))
    EVENT.rows(event=7)

What a queryset would return is returned, converted as by the queryset. Only its parameters change; they are numbers
and texts, which every database takes as they are. PostgreSQL plans such a statement once for each connection.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, Model, QuerySet, TextField
from django.db.models.expressions import BaseExpression
from django.db.models.sql import InsertQuery


@contextmanager
def planned_cursor() -> Iterator[Any]:
    """Give a cursor of Django's whose statements PostgreSQL plans once: what changes comes to it apart from them.

    How often they are planned says ``prepare_threshold`` of the connection (``cms/settings/database.py``).
    """
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        # Django's log of queries shows only what was put together on this side.
        if connection.vendor == "postgresql" and not connection.queries_logged:
            from django.db.backends.postgresql.base import ServerBindingCursor

            cursor.cursor = ServerBindingCursor(connection.connection)
        yield cursor


class Mark(Expression):
    """The place of a parameter in a prepared query."""

    def __init__(self, name: str, output_field: Field | None = None) -> None:
        super().__init__(output_field=output_field or TextField())
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Prepared:
    """A query of ``values_list`` with marks in the place of its parameters."""

    def __init__(self, build: Callable[[], QuerySet]) -> None:
        self._build = build
        # The compiler belongs to a connection, and each thread has its own.
        self._of_thread = threading.local()

    def rows(self, **parameters: int | str) -> list[tuple]:
        """Return the rows with these values in the place of the marks."""
        compiler, sql, marks, converters = self._compiled()
        with planned_cursor() as cursor:
            cursor.execute(sql, [parameters[mark.name] if isinstance(mark, Mark) else mark for mark in marks])
            rows = cursor.fetchall()
        return [tuple(row) for row in compiler.apply_converters(rows, converters)] if converters else rows

    def _compiled(self) -> Any:
        connection = connections[DEFAULT_DB_ALIAS]
        known = getattr(self._of_thread, "known", None)
        if known is None or known[0].connection is not connection:
            compiler = self._build().query.get_compiler(DEFAULT_DB_ALIAS)
            sql, marks = compiler.as_sql()
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
            known = self._of_thread.known = (compiler, sql, marks, converters)
        return known


class PreparedModel(Prepared):
    """A query for at most one object; ``build`` returns a queryset of whole objects of ``model``.

    What ``besides`` returns stands behind the object's columns in its row.
    """

    def __init__(
        self, model: type[Model], build: Callable[[], QuerySet], besides: Callable[[], list[BaseExpression]] = list
    ) -> None:
        self._model = model
        self._columns = [field.attname for field in model._meta.concrete_fields]
        super().__init__(lambda: build().order_by().values_list(*self._columns, *besides()))

    def first(self, **parameters: int | str) -> Any:
        """Return the object, or None."""
        row = self.row(**parameters)
        return None if row is None else self.made_of(row)

    def row(self, **parameters: int | str) -> tuple | None:
        """Return what the object is made of, or None."""
        rows = self.rows(**parameters)
        return rows[0] if rows else None

    def made_of(self, row: tuple) -> Any:
        """Return an object of its own for whoever asks."""
        return self._model.from_db(DEFAULT_DB_ALIAS, self._columns, row[: len(self._columns)])


class PreparedInsert:
    """An INSERT of whole new objects of one model: as ``save(force_insert=True)``, without signals."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self._of_thread = threading.local()

    def save(self, new: Any) -> None:
        """Write an object; its key is the one that the database gave it."""
        compiler, sql = self._compiled(new)
        values = [compiler.prepare_value(field, compiler.pre_save_val(field, new)) for field in self._fields]
        with planned_cursor() as cursor:
            cursor.execute(sql, values)
            [new.pk] = cursor.fetchone()
        new._state.adding, new._state.db = False, DEFAULT_DB_ALIAS

    def _compiled(self, new: Any) -> Any:
        connection = connections[DEFAULT_DB_ALIAS]
        known = getattr(self._of_thread, "known", None)
        if known is None or known[0].connection is not connection:
            query = InsertQuery(self._model)
            query.insert_values(self._fields, [new])
            compiler = query.get_compiler(DEFAULT_DB_ALIAS)
            compiler.returning_fields = [self._model._meta.pk]
            [(sql, _values)] = compiler.as_sql()
            # The first object belongs to whoever wrote it.
            query.objs = []
            known = self._of_thread.known = (compiler, sql)
        return known
