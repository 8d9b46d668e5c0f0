"""One spelling for each e-mail address, to find out whether two are the same person's."""

import unicodedata

import idna


def normalise_address(email: str) -> str:
    """Return the key of an address: compatible characters unified, in small letters, the domain in its ASCII form.

    Mail goes to the address as it was typed; the key only compares.
    """
    local, at, domain = unicodedata.normalize("NFKC", email).strip().rpartition("@")
    return f"{_small(local)}{at}{_ascii(domain)}"


def mailbox_of(email: str) -> str:
    """Return the key of the mailbox behind an address: what stands after a plus doesn't make it another one's."""
    local, at, domain = normalise_address(email).rpartition("@")
    return f"{local.split('+', 1)[0] or local}{at}{domain}"


def _small(text: str) -> str:
    return unicodedata.normalize("NFKC", text.casefold()).strip()


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain.lower()
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return _small(domain)
