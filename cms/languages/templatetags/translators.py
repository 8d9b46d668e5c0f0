"""What we put around wagtail-localize's editor."""

import json
from typing import Any

from django import template
from django.contrib.admin.utils import quote
from django.template import Context
from django.urls import reverse
from wagtail.models import WorkflowMixin
from wagtail.snippets.side_panels import SnippetStatusSidePanel

from ..board.translation_status import standing_of
from ..core.admin_addresses import edit_url, state_url
from ..core.permissions import is_locked_for, may_edit
from ..core.public_languages import describe
from ..state.facts_check import facts_missing_in
from ..translating.approval import approval_of
from ..translating.sentence_remarks import remarks_of

register = template.Library()


@register.inclusion_tag("languages/admin/translators_panel.html", takes_context=True)
def translators_panel(context: Context) -> dict:
    """How the translation stands, the facts to look at, and the next step of somebody who doesn't publish."""
    instance, user = context["instance"], context["request"].user
    source, locale = context["translation"].source, context["target_locale"]
    standing = standing_of(instance)
    written = source.get_ephemeral_translated_instance(locale, fallback=True)
    german = standing.german if standing else None
    return {
        "language": describe(locale.language_code),
        "standing": standing,
        "facts": facts_missing_in(written),
        "state_url": state_url(instance),
        "german_url": edit_url(german) if german and may_edit(german, user) else "",
        "approval": approval_of(instance, user),
    }


@register.simple_tag(takes_context=True)
def sentence_remarks(context: Context) -> dict[int, list[str]]:
    """Return what is to be looked at beside each sentence, by the id of its segment."""
    return remarks_of(context["translation"], context["translation"].source.stringsegment_set.all())


@register.simple_tag(takes_context=True)
def remarks_url(context: Context) -> str:
    """Return the address at which the remarks on one sentence are asked anew, with 0 for the sentence."""
    return reverse("translation_remarks", args=[context["translation"].pk, 0])


@register.simple_tag(takes_context=True)
def snippet_status(context: Context) -> dict[str, Any]:
    """Return Wagtail's own panel of a snippet's state, with the addresses to which it links.

    wagtail-localize shows that of pages, which ends in an error page as soon as the snippet was submitted.
    """
    snippet = context["instance"]
    kept = ("object", "request", "locale", "translations", "usage_url", "last_updated_info")
    panels = [
        SnippetStatusSidePanel(**{name: getattr(theirs, name) for name in kept}) for theirs in context["side_panels"]
    ]
    if not isinstance(snippet, WorkflowMixin):
        return {"panels": panels, "compare": "", "history": ""}
    viewset = snippet.snippet_viewset
    history = reverse(viewset.get_url_name("workflow_history"), args=[quote(snippet.pk)])
    return {"panels": panels, "compare": viewset.get_url_name("revisions_compare"), "history": history}


@register.filter
def may_publish(props: str) -> bool:
    """Return whether wagtail-localize's editor offers to publish."""
    return json.loads(props)["perms"]["canPublish"]


@register.simple_tag(takes_context=True)
def guarded_props(context: Context) -> str:
    """Return what wagtail-localize's editor is told: no way to make a page show German again, and whether it is locked.

    It knows the lock of a person only, and would offer to translate while the page waits for approval.
    """
    told = json.loads(context["props"])
    told["links"]["convertToAliasUrl"] = None
    told["object"]["isLocked"] |= is_locked_for(context["instance"], context["request"].user)
    return json.dumps(told)
