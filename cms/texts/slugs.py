"""Addresses of pages made from German titles: "Bürger*innen für Köln" becomes "buergerinnen-fuer-koeln"."""

import re
import unicodedata

from django.utils.text import slugify

# Each is a regular expression in Python and in the editor's JavaScript, and what is put in its place.
REPLACEMENTS = [
    (r"[äÄ]|[aA]\u0308", "ae"),
    (r"[öÖ]|[oO]\u0308", "oe"),
    (r"[üÜ]|[uU]\u0308", "ue"),
    (r"[ßẞ]", "ss"),
    # "Bürger_innen", "Bürger/-innen", "jede_r"; the other gender signs are no letters and fall away anyway.
    (r"(?:_|\/-?)(?=(?:innen|in|[rnesm])(?![A-Za-z0-9]))", ""),
]
_PATTERNS = [(re.compile(pattern), instead) for pattern, instead in REPLACEMENTS]


def german_slug(title: str) -> str:
    """Return the part of an address for this title, or nothing where it has no letter or digit."""
    for pattern, instead in _PATTERNS:
        title = pattern.sub(instead, title)
    return slugify(unicodedata.normalize("NFC", title)).strip("_-")
