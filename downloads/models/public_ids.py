from django.utils.crypto import get_random_string

# Without letters and digits that look alike.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 12


def new_public_id() -> str:
    """Return an id for addresses; unlike a number it doesn't tell how many there are."""
    return get_random_string(LENGTH, LETTERS)
