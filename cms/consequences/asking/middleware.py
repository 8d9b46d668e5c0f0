"""Between the domain's refusal and the person: a refusal in the admin becomes a question."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.auth import require_admin_access

from ..answers import answered_by
from ..gate import Unanswered
from ..tokens import CHOICE, FIELD, seen_in
from .screens import COMMENT, RepeatedPostQuestion

# What makes several things live is repeated as a whole.
SEVERAL = ("wagtail_bulk_action", "publish_all_languages")
APPROVALS = ("workflow_action", "action-workflow-action")


class ConsequencesMiddleware:
    """Hand the answer in a repeated POST to the domain, and ask where the domain refuses without one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not _is_in_admin(request) or FIELD not in request.POST:
            return self.get_response(request)
        seen = seen_in(request.POST[FIELD], request.user)
        with answered_by(request.user, seen, request.POST.get(CHOICE, "")):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Unanswered) or not _is_in_admin(request):
            return None
        if exception.revision is not None and request.resolver_match.url_name not in SEVERAL:
            return to_question(request, exception.revision.pk)
        if request.method != "POST" or request.FILES:
            return None
        return _ask_and_repeat(request, exception)


def to_question(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Lead to the screen that asks about a saved revision; Wagtail's dialogs follow the address in their JSON."""
    road = "approve" if _is_approval(request) else "publish"
    if comment := request.POST.get("comment"):
        request.session[COMMENT.format(revision_id)] = comment
    url = reverse("consequences_question", args=[road, revision_id])
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": url})
    return redirect(url)


def _ask_and_repeat(request: HttpRequest, question: Unanswered) -> HttpResponse:
    response = require_admin_access(RepeatedPostQuestion.as_view(question=question))(request)
    return response.render() if hasattr(response, "render") else response


def _is_approval(request: HttpRequest) -> bool:
    return request.resolver_match.url_name == APPROVALS[0] or APPROVALS[1] in request.POST


def _is_in_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))
