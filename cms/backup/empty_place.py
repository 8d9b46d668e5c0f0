"""Whether a restore would overwrite anything: a database and two storages in which nothing is yet."""

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from .files import all_names
from .refusal import BackupRefused

# What ``migrate`` itself writes.
WRITTEN_BY_MIGRATE = {"auth", "contenttypes", "languages", "wagtailcore", "wagtailsearch"}
GENERATION = "cms_generation"
# Counters, and what a worker notes that runs beside an empty site.
PASSING = {"health", "throttle", "sessions", "cms_invariantrun"}
PAGES = "wagtailcore_page"
# Wagtail's root, and its page that says welcome.
FIRST_PAGES = 2
MIGRATIONS = "django_migrations"


def refuse_unless_empty() -> None:
    """Raises BackupRefused for a database with tables of others or with content, and for storages with files."""
    tables = set(connection.introspection.table_names())
    if connection.vendor == "postgresql" and (others := sorted(tables - _our_tables())):
        raise BackupRefused(
            f"The database has tables of something else ({others[0]}): a restore needs a database of its own."
        )
    if content := _table_with_content(connection, tables):
        raise BackupRefused(f"The database is not empty (there are rows in {content}): restore into a new one.")
    if found := next(all_names(), None):
        raise BackupRefused(f"The {found[0]} files are not empty ({found[1]}): restore into empty folders or buckets.")


def _our_tables() -> set[str]:
    return {MIGRATIONS, *connection.introspection.django_table_names(include_views=False)}


def _table_with_content(connection: BaseDatabaseWrapper, tables: set[str]) -> str | None:
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table, app = model._meta.db_table, model._meta.app_label
            if table not in tables or table == GENERATION or {app, table} & (WRITTEN_BY_MIGRATE | PASSING):
                continue
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
            if cursor.fetchone():
                return table
        if PAGES in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {PAGES}")
            if cursor.fetchone()[0] > FIRST_PAGES:
                return PAGES
    return None
