"""What an administrator says of an account besides Wagtail's own fields: the languages in which it works."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from wagtail.models import Locale
from wagtail.users.forms import UserCreationForm, UserEditForm

from ..ground.as_read import TellsOfChanges
from ..languages.core.public_languages import describe
from ..models.user import User


class LanguagesField(forms.ModelMultipleChoiceField):
    """The languages there are but German, each with its own name."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        field = User._meta.get_field("translates_into")
        translated = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
        super().__init__(translated, required=False, label=capfirst(field.verbose_name), help_text=field.help_text)

    def label_from_instance(self, locale: Locale) -> str:
        return describe(locale.language_code).name


class AccountCreationForm(UserCreationForm):
    translates_into = LanguagesField()

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"translates_into"}


class AccountForm(TellsOfChanges, UserEditForm):
    translates_into = LanguagesField()

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"translates_into"}
