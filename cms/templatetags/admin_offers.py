from django import template
from wagtail.admin.templatetags.wagtailadmin_tags import bulk_action_choices

from ..admin_routes.offers import is_open

register = template.Library()


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def open_bulk_action_choices(context, app_label: str, model_name: str) -> dict:
    """Wagtail's buttons below a list, without those that the gate refuses."""
    choices = bulk_action_choices(context, app_label, model_name)
    user = context["request"].user
    return {"buttons": [button for button in choices["buttons"] if is_open(user, button.url or "")]}
