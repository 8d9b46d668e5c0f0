"""Asks on the roads on which Wagtail's views call no method of the model."""

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from wagtail import hooks
from wagtail.models import Page

from ..languages.guards.going_along import needed_drafts
from ..to_dos.registry import add_source
from .asking.middleware import to_question
from .asking.screens import RevisionQuestion
from .asking.to_dos import unanswered
from .consequence import Action
from .gate import Unanswered, require_answer

add_source(unanswered)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        re_path(
            r"^consequences/(?P<road>publish|approve)/(?P<revision_id>\d+)/$",
            RevisionQuestion.as_view(),
            name="consequences_question",
        )
    ]


# After the gates that refuse for good.
@hooks.register("before_publish_page", order=100)
def ask_before_a_page_is_published(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask about the draft, which is saved by now: Wagtail's editor publishes without the page's own method.

    What needs other drafts is published by the question, never by the editor alone.
    """
    revision = page.latest_revision
    draft = revision.as_object()
    try:
        require_answer(Action.PUBLISH, draft, revision)
    except Unanswered:
        return to_question(request, revision.pk)
    return to_question(request, revision.pk) if needed_drafts(draft) else None


@hooks.register("before_unpublish")
def ask_before_a_snippet_is_taken_down(request: HttpRequest, snippet: Model) -> None:
    require_answer(Action.UNPUBLISH, snippet)


@hooks.register("before_unpublish_page")
def ask_before_a_page_is_taken_down(request: HttpRequest, page: Page) -> None:
    _ask_before_pages_go([page], with_those_below=bool(request.POST.get("include_descendants")))


@hooks.register("before_delete_page", order=100)
def ask_before_a_page_is_deleted(request: HttpRequest, page: Page) -> None:
    if request.method == "POST":
        require_answer(Action.DELETE, page)


# After those that refuse for good.
@hooks.register("before_delete_snippet", order=100)
def ask_before_snippets_are_deleted(request: HttpRequest, snippets: Iterable[Model]) -> None:
    if request.method == "POST":
        for snippet in snippets:
            require_answer(Action.DELETE, snippet)


@hooks.register("before_bulk_action", order=100)
def ask_before_ticked_pages_go(request: HttpRequest, action_type: str, things: list, action) -> None:
    """Wagtail reads ticked pages as plain ones, which know no method of ours."""
    pages = [thing for thing in things if isinstance(thing, Page)]
    if action_type == "delete":
        for page in pages:
            require_answer(Action.DELETE, page)
    elif action_type == "unpublish":
        _ask_before_pages_go(pages, with_those_below=action.cleaned_form.cleaned_data["include_descendants"])


def _ask_before_pages_go(pages: list[Page], *, with_those_below: bool) -> None:
    for page in pages:
        require_answer(Action.UNPUBLISH, page)
        for below in page.get_descendants().live().specific() if with_those_below else ():
            require_answer(Action.UNPUBLISH, below)
