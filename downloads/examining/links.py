"""Which addresses a document may link to."""

from cms.texts.schemes import is_harmless, scheme_of, seen_by_programs


def is_harmless_link(address: str) -> bool:
    """Whether it leads to the web, to a mail or a telephone, or to a place in the same document or beside it."""
    return not leads_to_a_server(seen_by_programs(address)) and is_harmless(address)


def is_elsewhere(address: str) -> bool:
    """Whether an address leads out of the archive of a document, whatever its scheme."""
    return leads_to_a_server(seen_by_programs(address)) or scheme_of(address) != ""


def leads_to_a_server(address: str) -> bool:
    """Whether it names a machine without a scheme, as Windows does: ``\\\\server\\share``."""
    return address.replace("\\", "/").startswith("//")
