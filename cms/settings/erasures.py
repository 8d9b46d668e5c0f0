"""What backup and restore ask the rooms: which files there are, where erasures stand, who repeats them."""

from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# Kind of what was erased -> dotted path of a function that takes {public id: when} and returns how many were back.
ERASED_AGAIN = {
    "signup": "events.signups.erased_again.signups_again",
    "needs": "events.signups.erased_again.needs_again",
    "event_texts": "events.signups.erased_again.event_texts_again",
    "account": "cms.users.erased_again.accounts_again",
}
# Functions that return names of files in the private storage which no field of a model holds
FILES_NAMED_ELSEWHERE = ["downloads.files.draft_files.files_in_use"]


def erasure_journal(environment: Mapping[str, str], var_dir: Path) -> str:
    """Return ERASURE_JOURNAL. Raises ImproperlyConfigured where it would be lost together with the site's data."""
    journal = environment.get("ERASURE_JOURNAL", "").strip()
    if not journal or journal.startswith("s3://"):
        return journal
    path = Path(journal)
    if not path.is_absolute():
        raise ImproperlyConfigured("ERASURE_JOURNAL can't be understood: write /absolute/path or s3://BUCKET/FOLDER.")
    if path.resolve().is_relative_to(var_dir.resolve()):
        raise ImproperlyConfigured(
            "ERASURE_JOURNAL lies in VAR_DIR, with which it would be lost: choose another place."
        )
    return journal
