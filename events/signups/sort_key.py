"""Names as people are sorted, found and compared by them: one folding, made here, the same on every database."""

from cms.texts.folding import alike, words_of


def sort_key(family_name: str, given_name: str, organisation: str) -> str:
    """Return the text by which a sign-up is sorted and found.

    A line for each of the three, with a space before each word, so that a beginning can be looked for; then a line of
    what else the words are found by: spelled otherwise, and written together.
    """
    names = [words_of(text) for text in (family_name, given_name, organisation)]
    together = [word for text in (family_name, given_name, organisation) for word in _written_together(text)]
    found_too = {alike(word) for word in [*(word for words in names for word in words), *together]}
    found_too -= {word for words in names for word in words}
    return "\n".join("".join(f" {word}" for word in words) for words in [*names, sorted(found_too)])


def name_letters(*names: str) -> str:
    """Return what is the same of a name however it is written: its letters alike, without what stands between them."""
    return alike("".join(word for name in names for word in words_of(name)))


def known_as(family_name: str, given_name: str) -> list[str]:
    """Return the letters of what somebody may answer who is asked for the last name: it alone, or the whole name."""
    return [name_letters(*names) for names in ((family_name,), (given_name, family_name), (family_name, given_name))]


def _written_together(text: str) -> list[str]:
    """Return "obrien" for "O'Brien", "alhassan" for "al-Hassan", and a name of several words as one."""
    pieces = [words_of(piece) for piece in text.split()]
    return ["".join(words) for words in [*pieces, words_of(text)] if len(words) > 1]
