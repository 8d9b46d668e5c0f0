"""The first account of a site, which makes all others."""

from django.contrib.auth.models import Group
from django.utils.crypto import get_random_string

from cms.models import User
from cms.password_reset.mails import owe_invitation

from ..roles import ADMINISTRATORS
from .answers import Answers


def invite_administrator(answers: Answers) -> User:
    """Return the account, which the worker sends a link to its password; an account with this address is taken."""
    user = User.objects.filter(email__iexact=answers.administrator_email).first() or _create(answers)
    user.groups.add(Group.objects.get(name=ADMINISTRATORS))
    owe_invitation(user)
    return user


def _create(answers: Answers) -> User:
    first_name, _blank, last_name = answers.administrator_name.rpartition(" ")
    user = User(
        username=answers.administrator_email,
        email=answers.administrator_email,
        first_name=first_name,
        last_name=last_name,
    )
    # Nobody knows it. Without any password its owner could not ask for another link when the first one has ended.
    user.set_password(get_random_string(64))
    user.full_clean()
    user.save()
    return user
