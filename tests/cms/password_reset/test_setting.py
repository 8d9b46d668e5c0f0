"""A password is set once with one link, whoever is first."""

import pytest

from cms.ground.signed_links import BadLink
from cms.models import User
from cms.password_reset.setting import set_password
from tests.builders import PASSWORD, make_staff

pytestmark = pytest.mark.django_db


def test_the_account_has_its_new_password_at_once():  # X3
    user = make_staff("editor")
    set_password(user, "fünf lange Wörter für Tests")
    stored = User.objects.get(pk=user.pk)
    assert [stored.check_password("fünf lange Wörter für Tests"), stored.check_password(PASSWORD)] == [True, False]
    assert user.password == stored.password


def test_of_two_posts_with_one_link_the_second_finds_it_void():  # X3
    first, second = make_staff("editor"), User.objects.get(username="editor")
    set_password(first, "fünf lange Wörter für Tests")
    with pytest.raises(BadLink):
        set_password(second, "ganz andere lange Wörter hier")
    assert User.objects.get(pk=first.pk).check_password("fünf lange Wörter für Tests") is True
