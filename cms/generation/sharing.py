"""Lets the requests of visitors share what stands still since the last publish."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cms.ground.standing import STANDING, Standing

from .reading import NumbersUnreadable, read_numbers

# Where whoever has read the number already leaves it.
PUBLISHED = "teilhabe.published"


class SharedStanding:
    """The values of one process, thrown away with the first request that knows of a publish."""

    def __init__(self) -> None:
        self._current = (0, Standing())

    def of(self, published: int) -> Standing:
        """Return what was built while this was the number; a request that is late gets one of its own."""
        number, values = self._current
        if published == number:
            return values
        fresh = Standing()
        if published > number:
            self._current = (published, fresh)
        return fresh


def share_standing(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give a request without a session what others have built."""
    shared = SharedStanding()

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SHARED_STANDING and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            try:
                published = request.META.get(PUBLISHED) or read_numbers()[0]
            except NumbersUnreadable:
                pass
            else:
                request.META[STANDING] = shared.of(published)
        return get_response(request)

    return middleware
