"""Which addresses a document may link to."""

import re

# A link that a person follows with open eyes. What starts programs or opens files has other schemes.
SCHEMES = {"http", "https", "mailto", "tel"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Readers of documents skip these where they look for the scheme.
SKIPPED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def is_harmless_link(address: str) -> bool:
    """Whether it leads to the web, to a mail or a telephone, or to a place in the same document or beside it."""
    address = SKIPPED.sub("", address)
    if leads_to_a_server(address):
        return False
    scheme = SCHEME.match(address)
    return scheme is None or scheme[1].lower() in SCHEMES


def is_elsewhere(address: str) -> bool:
    """Whether an address leads out of the archive of a document, whatever its scheme."""
    address = SKIPPED.sub("", address)
    return leads_to_a_server(address) or SCHEME.match(address) is not None


def leads_to_a_server(address: str) -> bool:
    """Whether it names a machine without a scheme, as Windows does: ``\\\\server\\share``."""
    return address.replace("\\", "/").startswith("//")
