"""The editor's form of an event, which knows the options of the sign-up form that is chosen."""

from django.conf import settings
from wagtail.admin.forms import WagtailAdminModelForm

from cms.ground.saved_meanwhile import AsksBeforeReplacing

from ...questions.questions import Question, form_in_language


class EventForm(AsksBeforeReplacing, WagtailAdminModelForm):
    """The limits are asked for the options of the form that was saved with the event."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "option_limits" in self.fields:
            self.fields["option_limits"].ask_about(questions_with_one_answer(self.instance.signup_form_id))

    def clean(self) -> dict:
        cleaned = super().clean()
        limits, form = cleaned.get("option_limits"), cleaned.get("signup_form")
        if limits:
            # Another form has other options.
            asked = {question.id for question in questions_with_one_answer(form.pk if form else None)}
            cleaned["option_limits"] = {key: options for key, options in limits.items() if key in asked}
        return cleaned


def questions_with_one_answer(form_id: int | None) -> tuple[Question, ...]:
    """Return the questions of a published form whose options may have limits."""
    form = form_in_language(form_id, settings.LANGUAGE_CODE)
    return tuple(question for question in form.questions if question.kind == "one_of") if form else ()
