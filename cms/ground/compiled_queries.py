"""Queries whose SQL Django writes once: on a road where hundreds wait, writing it anew costs more than the answer.

    EVENT = Prepared(lambda: Event.objects.filter(pk=Mark("event")).values_list("name", "capacity"))
    EVENT.rows(event=7)

What a queryset would return is returned, converted as by the queryset. Only its parameters change; they are numbers
and texts, which every database takes as they are.
"""

import threading
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, Model, QuerySet, TextField


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
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
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
    """A query for at most one object; ``build`` returns a queryset of whole objects of ``model``."""

    def __init__(self, model: type[Model], build: Callable[[], QuerySet]) -> None:
        self._model = model
        self._columns = [field.attname for field in model._meta.concrete_fields]
        super().__init__(lambda: build().order_by().values_list(*self._columns))

    def first(self, **parameters: int | str) -> Any:
        """Return the object, or None."""
        rows = self.rows(**parameters)
        return self._model.from_db(DEFAULT_DB_ALIAS, self._columns, rows[0]) if rows else None
