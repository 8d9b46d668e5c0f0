"""The question: what will happen to people, in numbers, and the two ways on. It works without JavaScript."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_latest_str
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import DraftStateMixin, Page, Revision, WorkflowMixin

from ...languages.core.admin_addresses import edit_url
from ...languages.core.permissions import is_locked_for, may_publish
from ..answers import answered_by
from ..consequence import Action
from ..gate import Unanswered
from ..parts import shown_parts, take_what_was_typed
from ..registry import consequences_of
from ..tokens import AGAIN, BACK, CHOICE, FIELD, seen_in, token_for

COMMENT = "consequences_comment_{}"


class QuestionMixin(WagtailAdminTemplateMixin):
    """Shows what an action does to people; the subclass says where the answer goes."""

    page_title = _("This has consequences for people")
    header_icon = "group"
    template_name = "consequences/admin/question.html"

    def question_context(self, question: Unanswered, **more: Any) -> dict[str, Any]:
        if question.consequences and all(one.url for one in question.consequences):
            self.page_title = _("This goes live together")
        return {
            "question": question,
            "kind_of_thing": capfirst(question.subject._meta.verbose_name),
            "thing": get_latest_str(question.subject),
            "is_for_later": _goes_live_later(question),
            "has_drafts": isinstance(question.subject, DraftStateMixin),
            "tells": any(one.tells for one in question.consequences),
            "choices": _choices(question, self.request.POST.get(CHOICE, "")),
            "choice_field": CHOICE,
            "again_field": AGAIN,
            "parts": shown_parts(self.request, question),
            "answer_field": FIELD,
            "back_field": BACK,
            **more,
        }

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class RevisionQuestion(QuestionMixin, View):
    """Asks about a revision that is saved, and makes it live, or approves it, on POST. Its draft stays on "Back"."""

    def setup(self, request: HttpRequest, *args, road: str, revision_id: int, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.approves = road == "approve"
        self.revision = get_object_or_404(Revision, pk=revision_id)
        self.subject = _live_object(self.revision)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        may = _may_approve(self.subject, request.user) if self.approves else self._may_publish()
        if not may:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._ask(self._question())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if AGAIN in request.POST:
            return self._ask(self._question())
        seen = seen_in(request.POST.get(FIELD, ""), request.user)
        try:
            with transaction.atomic(), answered_by(request.user, seen, request.POST.get(CHOICE, "")):
                take_what_was_typed(request, self.revision.as_object())
                self._make_live()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self._ask(self._question())
        except Unanswered as question:
            messages.warning(request, gettext("More would happen now than you were told. Please read it again."))
            return self._ask(question)
        request.session.pop(COMMENT.format(self.revision.pk), None)
        messages.success(request, self._done())
        return self._hooked() or redirect(edit_url(self.subject))

    def _question(self) -> Unanswered:
        draft = self.revision.as_object()
        return Unanswered(Action.PUBLISH, draft, consequences_of(Action.PUBLISH, draft), self.revision)

    def _may_publish(self) -> bool:
        """As the editor's own button: what somebody else locked, or what waits for others' approval, stays as it is."""
        if not may_publish(self.subject, self.request.user):
            return False
        # What is scheduled locks all the rest.
        is_scheduled = self.revision.approved_go_live_at is not None
        return is_scheduled or not is_locked_for(self.subject, self.request.user)

    def _ask(self, question: Unanswered) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                **self.question_context(
                    question, token=token_for(self.request.user, question), back_url=edit_url(self.subject)
                )
            )
        )

    def _make_live(self) -> None:
        if not self.approves:
            self.revision.publish(user=self.request.user)
            return
        task_state = self.subject.current_workflow_task_state
        comment = self.request.session.get(COMMENT.format(self.revision.pk), "")
        task_state.task.specific.on_action(task_state, self.request.user, "approve", comment=comment)

    def _done(self) -> str:
        self.subject.refresh_from_db()
        is_later = self.subject.live_revision_id != self.revision.pk
        text = _("“%(name)s” is scheduled.") if is_later else _("“%(name)s” is published.")
        return text % {"name": get_latest_str(self.subject)}

    def _hooked(self) -> HttpResponse | None:
        """Run what Wagtail runs after a page was published by its editor."""
        if isinstance(self.subject, Page):
            for hook in hooks.get_hooks("after_publish_page"):
                response = hook(self.request, self.subject)
                if hasattr(response, "status_code"):
                    return response
        return None


class RepeatedPostQuestion(QuestionMixin, View):
    """Asks about what a POST would do; the answer is the same POST again, with the answer in it."""

    question: Unanswered | None = None

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        seen = seen_in(request.POST.get(FIELD, ""), request.user)
        own = {FIELD, BACK, CHOICE, "csrfmiddlewaretoken"}
        fields = [(name, value) for name, values in request.POST.lists() if name not in own for value in values]
        context = self.question_context(
            self.question,
            token=token_for(request.user, self.question, seen),
            fields=fields,
            post_url=request.get_full_path(),
            keeps_what_was_typed=_keeps_what_was_typed(request),
            back_url=edit_url(self.question.subject),
        )
        return self.render_to_response(self.get_context_data(**context))


def _live_object(revision: Revision) -> Any:
    thing = revision.content_object
    if thing is None:
        raise Http404
    return thing.specific if isinstance(thing, Page) else thing


def _choices(question: Unanswered, chosen: str) -> list[dict[str, Any]]:
    """Return among what the editor chooses, the first as things stand."""
    consequence = next((one for one in question.consequences if one.choices), None)
    if consequence is None:
        return []
    picked = consequence.chosen(chosen)
    return [{"value": one.value, "label": one.label, "is_picked": one.value == picked} for one in consequence.choices]


def _may_approve(thing: Any, user: AbstractBaseUser) -> bool:
    task = thing.current_workflow_task if isinstance(thing, WorkflowMixin) else None
    return task is not None and "approve" in [name for name, *_rest in task.get_actions(thing, user)]


def _goes_live_later(question: Unanswered) -> bool:
    moment = getattr(question.subject, "go_live_at", None)
    return question.action == Action.PUBLISH and moment is not None and moment > timezone.now()


def _keeps_what_was_typed(request: HttpRequest) -> bool:
    view = getattr(request.resolver_match.func, "view_class", None)
    return bool(getattr(view, "keeps_what_was_typed", False))
