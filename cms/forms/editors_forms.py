"""Lets the forms that Wagtail makes of models clean what is typed, as all others do."""

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .fields import EditorsLineField, EditorsTextField


def clean_editors_fields() -> None:
    """Give lines and texts of models our fields; addresses, slugs and rich texts keep Wagtail's."""
    register_form_field_override(models.CharField, override={"form_class": EditorsLineField}, exact_class=True)
    text = {"widget": AdminAutoHeightTextInput, "form_class": EditorsTextField}
    register_form_field_override(models.TextField, override=text, exact_class=True)
