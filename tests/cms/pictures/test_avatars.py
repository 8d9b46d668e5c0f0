"""Wagtail's portraits of staff, which would keep all that a camera wrote."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.users.models import UserProfile

from tests.cms.pictures.corpus import jpeg


def test_nobody_uploads_a_portrait_in_their_own_account(editor, settings):  # V7
    screen = editor.get("/admin/account/")
    assert screen.status_code == 200
    assert 'type="file"' not in screen.content.decode()
    posted = {"avatar-avatar": SimpleUploadedFile("me.jpg", jpeg(), "image/jpeg"), "theme-theme": "system"}
    assert editor.post("/admin/account/", posted).status_code in (200, 302)
    assert not UserProfile.objects.exclude(avatar="").exists()
    assert not Path(settings.MEDIA_ROOT).exists()
