from django import template

from cms.forms.field_markup import fields_markup

register = template.Library()

register.simple_tag(fields_markup, name="form_fields")
