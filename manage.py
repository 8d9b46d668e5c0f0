#!/usr/bin/env python
"""The command line of the site: ``manage.py COMMAND``."""

import os
import sys


def main() -> None:
    """Run one command; what the operator has to mend is told in one sentence, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OperationalError as error:
        if not _is_unreachable(error):
            raise
        first_line = str(error).strip().splitlines()[0]
        sys.exit(f"The database can't be reached, so nothing was done ({first_line}).")


def _is_unreachable(error: Exception) -> bool:
    # A server that answers names an SQLSTATE; a broken statement or a busy database is no matter for the operator.
    if "unable to open database file" in str(error):
        return True
    cause = error.__cause__
    return type(cause).__module__.startswith("psycopg") and getattr(cause, "sqlstate", None) is None


if __name__ == "__main__":
    main()
