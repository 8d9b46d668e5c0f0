from .models import Mail


def queue(kind: str, language: str, payload: dict) -> Mail:
    """Owe somebody a mail. Called inside the transaction that makes it owed, so both happen or neither."""
    return Mail.objects.create(kind=kind, language=language, payload=payload)
