"""What the script in the admin asks: how long the session lasts, and that somebody is typing."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from .sessions import note_activity, seconds_left
from .standing import Standing, standing_of


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Tell in how many seconds the session ends, 0 when it is over; a post says that somebody is there."""
    if standing_of(request, request.user) is not Standing.LET_IN:
        return JsonResponse({"seconds": 0})
    if request.method == "POST":
        note_activity(request)
    return JsonResponse({"seconds": max(0, int(seconds_left(request, request.user)))})
