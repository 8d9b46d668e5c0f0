from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class Section:
    """Some fields of a form under a heading; one with a ``proposal`` is folded, as nothing in it must be filled in."""

    heading: str
    fields: list[forms.BoundField]
    proposal: str = ""

    @classmethod
    def of(cls, form: forms.BaseForm, heading: str, *names: str, proposal: str = "") -> "Section":
        return cls(heading, [form[name] for name in names], proposal)

    @property
    def is_open(self) -> bool:
        """A field that has to be looked at is never folded away."""
        return not self.proposal or any(field.errors for field in self.fields)
