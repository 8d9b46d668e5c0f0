import shutil

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.models import User
from home.roles import EDITORS, ensure_roles
from tests.builders import PASSWORD, make_home


def pytest_configure(config):
    # Wagtail leaves the file of a new rendition to the garbage collector.
    for kind in ("unclosed file <_io.BufferedRandom", "Unclosed file <tempfile.SpooledTemporaryFile"):
        config.addinivalue_line("filterwarnings", f"ignore:{kind}:ResourceWarning")


@pytest.fixture(autouse=True)
def _no_files(settings):
    """Begin without files, so that a test may look at all that lie there."""
    for folder in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def home(db):
    return make_home()


@pytest.fixture
def editor(home):
    """An editor at their browser, which sends what Django asks of forms."""
    ensure_roles()
    user = User.objects.create_user("redaktion", "redaktion@stadt.example", PASSWORD)
    user.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(user)
    client.user = user
    return client
