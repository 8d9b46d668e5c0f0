"""What deleting a ready reason does to the staff who decline with it."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from cms.consequences.consequence import Consequence

from ..models.decline_reason import DeclineReason


def of_deleting(reason: DeclineReason) -> Iterator[Consequence]:
    """Yield in how many languages the sentence was ready; what people were told stays with their sign-ups."""
    number = DeclineReason.objects.filter(translation_key=reason.translation_key).count()
    text = ngettext(
        "The sentence is ready in %(number)d language and can't be chosen any more. Whoever was told it keeps it.",
        "The sentence is ready in %(number)d languages and can't be chosen any more. Whoever was told it keeps it.",
        number,
    )
    yield Consequence("reason_gone", number, text % {"number": number})
