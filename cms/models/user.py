from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Staff of the city and members of working groups; people who sign up for an event have no account."""
