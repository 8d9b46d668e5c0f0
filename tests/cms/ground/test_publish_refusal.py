"""A refused publish leads back with its sentence, to a page of this site only, and in the admin only."""

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpResponse

from cms.ground.publish_refusal import PublishRefusalMiddleware, PublishRefused


class Kept(BaseStorage):
    """Messages of one request, kept nowhere."""

    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, *args, **kwargs):
        return []


def answer(rf, path: str = "/admin/pages/4/edit/", exception: Exception | None = None, **headers):
    request = rf.post(path, headers=headers)
    request._messages = Kept(request)
    middleware = PublishRefusalMiddleware(lambda request: HttpResponse())
    response = middleware.process_exception(request, exception or PublishRefused("Not before German."))
    return response, [message.message for message in request._messages._queued_messages]


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/admin/pages/4/", "http://testserver/admin/pages/4/"),
        ("https://evil.example/admin/", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_the_editor_is_led_back_with_the_sentence(rf, came_from, leads_to):  # X8
    response, told = answer(rf, referer=came_from)
    assert (response.status_code, response["Location"]) == (302, leads_to)
    assert [sentence.strip() for sentence in told] == ["Not before German."]


def test_outside_the_admin_and_for_other_trouble_nothing_is_led_anywhere(rf):  # X8
    assert answer(rf, "/de/") == (None, [])
    assert answer(rf, exception=ValueError("defect")) == (None, [])
