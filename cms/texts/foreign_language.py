"""The language of a text that stands among texts of another language."""


def foreign_language(code: str, language: str) -> str:
    """Return the ``lang`` that a text of language ``code`` needs on a page of ``language``; empty for the same."""
    return "" if code == language else code
