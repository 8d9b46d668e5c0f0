"""Asks every check, also where one of them fails itself."""

from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.db import DatabaseError
from django.utils import translation
from django.utils.module_loading import import_string

Check = Callable[[], Iterable[str]]
LANGUAGE = "en"


def findings() -> Iterator[str]:
    """Yield what is wrong, a sentence each, in English."""
    is_without_database = False
    with translation.override(LANGUAGE):
        for path in settings.PRODUCTION_CHECKS:
            check: Check = import_string(path)
            try:
                yield from check()
            except DatabaseError as error:
                # The first check says that it can't be reached; the others that need it have nothing to add.
                if not is_without_database:
                    yield f"The database can't be asked: {first_line(error)}."
                is_without_database = True
            except Exception as error:
                yield f"The check {path} failed itself, with {type(error).__name__}: {first_line(error)}"


def first_line(error: Exception) -> str:
    """Return what an error says first, without its full stop."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
