"""Whoever loses the second factor by an administrator's hand is told."""

import pytest
from django.core import mail as outbox
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.mail.models import Mail
from cms.mail.sender import send_due
from cms.models import User
from home.roles import ADMINISTRATORS
from tests.builders import make_home
from tests.cms.login.people import add_app, browser, make_editor, make_staff, post


@pytest.fixture(autouse=True)
def _site(db):
    make_home()


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        ("", "Ihr zweiter Faktor wurde zurückgesetzt", "Sie haben nicht darum gebeten?"),
        ("en", "Your second factor was reset", "You have not asked for it?"),
    ],
)
def test_whose_factor_was_reset_is_told_by_mail(language, subject, sentence):  # X7
    user = make_editor()
    UserProfile.objects.create(user=user, preferred_language=language)
    add_app(user)
    chief = browser()
    chief.force_login(make_staff("verwaltung", ADMINISTRATORS))
    post(chief, reverse("reset_second_factor", args=[user.pk]))
    assert (outbox.outbox, Mail.objects.get().payload) == ([], {"account": user.pk})
    send_due(timezone.now())
    (message,) = outbox.outbox
    assert (message.to, message.subject) == ([user.email], subject)
    assert (sentence in message.body, sentence in message.alternatives[0][0]) == (True, True)
    assert ("verwaltung" in message.body, "http" in message.body) == (False, False)


def test_who_has_no_address_is_to_be_told_by_the_administrator():  # X7
    user = make_editor()
    User.objects.filter(pk=user.pk).update(email="")
    add_app(user)
    chief = browser()
    chief.force_login(make_staff("verwaltung", ADMINISTRATORS))
    page = reverse("reset_second_factor", args=[user.pk])
    assert "Die Person bekommt eine E-Mail darüber." not in chief.get(page).content.decode()
    answer = post(chief, page)
    assert Mail.objects.count() == 0
    assert "Das Konto hat keine E-Mail-Adresse. Bitte sagen Sie der Person selbst Bescheid." in (
        chief.get(answer["Location"]).content.decode()
    )
