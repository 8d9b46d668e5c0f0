def ngettext(one: str, several: str) -> tuple[str, str]:
    """Mark both forms for the catalogues, under the name by which they are looked for; nothing is translated yet."""
    return one, several
