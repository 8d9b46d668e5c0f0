"""A test that logs somebody in by force stands for the staff's login with a password."""

import time

from django.test import Client

PLAIN = Client._login


def log_in_as_staff_do(client: Client, user, backend: str | None = None) -> None:
    """Log in, and note in the session what the staff's login notes."""
    PLAIN(client, user, backend)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


Client._login = log_in_as_staff_do
