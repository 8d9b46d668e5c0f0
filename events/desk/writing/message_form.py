"""What staff write to the participants of one event, in German and in each language that somebody reads."""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.forms.fields import EditorsLineField, EditorsTextField
from cms.languages.core.public_languages import describe, public_languages

from ...models.enums import SignupState
from ...models.event import Event
from ...models.message import MessageText
from ...signups.messaging import count_recipients, newest_message

# The ends of a sign-up are left out: those people have no part in the event any more.
WRITTEN_TO = [SignupState.CONFIRMED, SignupState.PENDING, SignupState.OFFERED, SignupState.WAITING]
SUBJECT_LENGTH = MessageText._meta.get_field("subject").max_length
BODY_LENGTH = MessageText._meta.get_field("body").max_length


class MessageForm(forms.Form):
    """``texts`` are what was written, by language; ``after`` is the newest message when the form was opened."""

    states = forms.MultipleChoiceField(label=_("To people whose sign-up is"), widget=forms.CheckboxSelectMultiple)
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data=None, *, event: Event) -> None:
        self.counts = count_recipients(event.pk)
        initial = {"states": [SignupState.CONFIRMED], "after": newest_message(event.pk)}
        super().__init__(data, initial=initial)
        self.fields["states"].choices = [(state.value, self._label(state)) for state in WRITTEN_TO]
        self.languages = languages_of_a_message({language for _state, language in self.counts})
        for code in self.languages:
            self._add_language(code)

    def clean(self) -> dict:
        cleaned = super().clean()
        for code in self.languages:
            subject, body = cleaned.get(f"subject_{code}"), cleaned.get(f"body_{code}")
            if code != settings.LANGUAGE_CODE and bool(subject) != bool(body):
                empty = f"body_{code}" if subject else f"subject_{code}"
                self.add_error(empty, _("Please fill in both the subject and the text, or neither."))
        if "states" in cleaned and not self.people(cleaned["states"]):
            self.add_error("states", _("Nobody would get this message."))
        return cleaned

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        cleaned = self.cleaned_data
        written = {code: (cleaned[f"subject_{code}"], cleaned[f"body_{code}"]) for code in self.languages}
        return {code: text for code, text in written.items() if all(text)}

    def people(self, states: list[str]) -> dict[str, int]:
        """Return how many people in these states read each language, the most first."""
        people: dict[str, int] = {}
        for (state, language), count in self.counts.items():
            if state in states:
                people[language] = people.get(language, 0) + count
        return dict(sorted(people.items(), key=lambda item: -item[1]))

    def sections(self) -> list[dict]:
        """Return the two fields of each language, under its name and with a hint who reads it."""
        everybody = self.people([state.value for state in WRITTEN_TO])
        return [
            {
                "language": describe(code),
                "hint": self._hint(code, everybody.get(code, 0)),
                "fields": [self[f"subject_{code}"], self[f"body_{code}"]],
            }
            for code in self.languages
        ]

    def _add_language(self, code: str) -> None:
        required = code == settings.LANGUAGE_CODE
        attributes = {"lang": code, "dir": describe(code).dir}
        self.fields[f"subject_{code}"] = EditorsLineField(
            label=_("Subject"),
            max_length=SUBJECT_LENGTH,
            required=required,
            widget=forms.TextInput(attrs=attributes),
        )
        self.fields[f"body_{code}"] = EditorsTextField(
            label=_("Text"),
            max_length=BODY_LENGTH,
            required=required,
            widget=AdminAutoHeightTextInput(attrs={**attributes, "rows": 6}),
        )

    def _label(self, state: SignupState) -> str:
        people = sum(self.people([state.value]).values())
        text = ngettext("%(state)s: %(people)d person", "%(state)s: %(people)d people", people)
        return text % {"state": capfirst(str(state.label)), "people": people}

    def _hint(self, code: str, people: int) -> str:
        if code == settings.LANGUAGE_CODE:
            return gettext("The greeting, the event's date and place and the link to one's own page are added.")
        if not people:
            return gettext("Nobody of this event reads this language at present. You can leave it empty.")
        text = ngettext(
            "%(people)d person of this event reads this language. Without a text they get the German one, with a note.",
            "%(people)d people of this event read this language. Without a text they get the German one, with a note.",
            people,
        )
        return text % {"people": people}


def languages_of_a_message(read: set[str]) -> list[str]:
    """Return German, the public languages and each one that somebody of the event reads, in this order."""
    codes = [settings.LANGUAGE_CODE, *(language.code for language in public_languages()), *sorted(read)]
    return list(dict.fromkeys(codes))
