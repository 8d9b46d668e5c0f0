"""What a link does, by what stands in its address before the first colon."""

import re

# A person follows these with open eyes. Others run a script, start a program or open a file.
HARMLESS = {"http", "https", "mailto", "tel"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers and readers of documents skip these where they look for the scheme.
SKIPPED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def seen_by_programs(address: str) -> str:
    """Return an address without the characters that programs skip in it."""
    return SKIPPED.sub("", address)


def scheme_of(address: str) -> str:
    """Return the scheme of an address in small letters; without one it leads to a place inside or beside."""
    scheme = SCHEME.match(seen_by_programs(address))
    return scheme[1].lower() if scheme else ""


def is_harmless(address: str) -> bool:
    """Return whether a link leads to the web, to a mail or a telephone, or to a place inside or beside."""
    return scheme_of(address) in {"", *HARMLESS}
