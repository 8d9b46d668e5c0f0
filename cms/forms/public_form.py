"""A form for visitors without a cookie: it carries the signed time at which it was shown, and one field is a trap."""

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .form_start import FormStart, new_start, read_start

TRAP = "honeypot"
# What the trap is called in the page: a name that robots like to fill in.
TRAP_NAME = "homepage"
# Seconds: a form that was shown later than now. Two servers differ by less.
CLOCK_WAS_PUT_BACK = -60


class PublicForm(forms.Form):
    """A form for visitors with the signed time and the trap; ``honeypot`` is the trap's name in Python."""

    started = forms.Field(required=False, widget=forms.HiddenInput)
    honeypot = forms.Field(
        required=False,
        label=_("Please leave this field empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data: QueryDict | None = None, *, bound_to: str = "", **kwargs) -> None:
        self.bound_to = bound_to
        kwargs.setdefault("label_suffix", "")
        super().__init__(data, **kwargs)
        if data is not None and (self._start_is_over() or self._trap_is_filled()):
            # What is shown again can be sent again: with a new time and an empty trap.
            self.data = self.data.copy()
        self.fields["started"].initial = new_start(bound_to)

    @property
    def minimum_seconds(self) -> float:
        """In less time nobody fills it in; 0 for a form that people may send at once."""
        return 0

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix(TRAP_NAME if field_name == TRAP else field_name)

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if self._trap_is_filled():
            self.data[self.add_prefix(TRAP)] = ""
            self.add_error(
                None,
                _(
                    "A hidden field was filled in, perhaps by a program. We have emptied it. Please "
                    "send the form again."
                ),
            )
        if self._start_is_over():
            self.data[self.add_prefix("started")] = new_start(self.bound_to)
            self.add_error(
                None, _("The form was open for a very long time. Your answers are still here. Please send it again.")
            )
        elif self._is_too_fast():
            # It keeps its time, so that it is old enough when it is sent once more.
            self.add_error(
                None,
                _("The form was sent faster than anyone can type. Your answers are still here. Please send it again."),
            )
        return cleaned

    def _trap_is_filled(self) -> bool:
        return bool(self.data.get(self.add_prefix(TRAP)))

    def _start_is_over(self) -> bool:
        return self.start is None

    @cached_property
    def start(self) -> FormStart | None:
        """What the posted form carried, where it is good for this one."""
        return read_start(self.data.get(self.add_prefix("started"), ""), self.bound_to)

    def _is_too_fast(self) -> bool:
        if self.start is None or self.start.age < CLOCK_WAS_PUT_BACK:
            return False
        return self.start.age < self.minimum_seconds
