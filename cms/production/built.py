"""Whether what is made of the code once, after each upgrade, was made."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

COLLECT = "run manage.py collectstatic"


def static_files() -> Iterator[str]:
    """Pages without styles look broken, and each answer that names a missing file is an error."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        yield "Static files have no names of their own for each version, as those of production have."
        return
    known = staticfiles_storage.hashed_files
    if not known:
        yield f"Static files are not collected: {COLLECT}."
        return
    # What collectstatic leaves out, such as names with a dot in front, isn't missed.
    left_out = apps.get_app_config("staticfiles").ignore_patterns
    found = (name for finder in get_finders() for name, _storage in finder.list(left_out))
    needed = {staticfiles_storage.clean_name(name) for name in found}
    if missing := sorted(needed - set(known)):
        yield f"Static files are those of another version and lack {missing[0]}: {COLLECT}."
    elif lost := sorted(name for name in known.values() if not staticfiles_storage.exists(name)):
        yield f"{len(lost)} static files are gone, such as {lost[0]}: {COLLECT}."


def catalogues() -> Iterator[str]:
    """Without them the site speaks English."""
    found = [path for folder in settings.LOCALE_PATHS for path in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]
    old = [path for path in found if not _is_compiled(path)]
    if old:
        yield f"{len(old)} message catalogues are not compiled, such as {old[0]}: run manage.py compile_catalogues."


def _is_compiled(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime
