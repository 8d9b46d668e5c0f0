"""How many rows each table has: written into an archive, and compared when it was restored."""

from django.apps import apps
from django.db import connection


def row_counts() -> dict[str, int]:
    """Return the number of rows of each table of ours that is there."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return rows_of(sorted(tables & set(connection.introspection.table_names())))


def rows_of(tables: list[str]) -> dict[str, int]:
    """Return the number of rows of these tables."""
    counts = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts
