"""What we put around wagtail-localize's editor."""

import json

from django import template
from django.template import Context

from ..admin_addresses import edit_url, state_url
from ..approval import can_submit
from ..facts_check import facts_missing_in
from ..public import describe
from ..standing import standing_of
from ..targets import may_edit

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
        "state_url": state_url(instance) if standing else "",
        "german_url": edit_url(german) if german and may_edit(german, user) else "",
        "can_submit": can_submit(instance, user),
    }


@register.filter
def may_publish(props: str) -> bool:
    """Return whether wagtail-localize's editor offers to publish."""
    return json.loads(props)["perms"]["canPublish"]


@register.filter
def without_aliases(props: str) -> str:
    """Return what wagtail-localize's editor is told, without the address that makes a page show German again."""
    told = json.loads(props)
    told["links"]["convertToAliasUrl"] = None
    return json.dumps(told)
