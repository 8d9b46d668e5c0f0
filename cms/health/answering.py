"""``/health/live``, ``/health/ready`` and ``/metrics``: answered before a host is checked or an address is redirected.

Whoever asks is a machine beside this one, which knows no host name. They tell nothing but what stands here.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from .metrics import metrics
from .readiness import Readiness

LIVE, READY, METRICS = "/health/live", "/health/ready", "/metrics"
GetResponse = Callable[[HttpRequest], HttpResponse]


def answer_health(get_response: GetResponse) -> GetResponse:
    """Middleware, the first of all."""
    readiness = Readiness()
    answers = {LIVE: _live, READY: lambda request: _ready(readiness), METRICS: metrics}

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = answers.get(request.path_info)
        if answer is None:
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer(request)
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return middleware


def _live(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "live"})


def _ready(readiness: Readiness) -> HttpResponse:
    if missing := readiness.missing():
        return JsonResponse({"status": "not ready", "missing": missing}, status=503)
    return JsonResponse({"status": "ready", "missing": readiness.missed()})
