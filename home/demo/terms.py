"""The list of hard words, in each language with an explanation of its own."""

from typing import Any

from wagtail.models import Locale

from cms.models import User
from cms.terms.models import Term

from ..new_site.stream import Entry


def create_terms(texts: Entry, editor: User) -> None:
    """Create the German terms, and those of the other languages beside them."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    for entry in texts["terms"]:
        german = Term(locale=locales["de"], live=False, **_values(entry["de"]))
        _publish(german, editor)
        for code in set(entry) - {"de"}:
            term = german.copy_for_translation(locales[code])
            term.live = False
            for name, value in _values(entry[code]).items():
                setattr(term, name, value)
            _publish(term, editor)


def _values(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "word": entry["word"],
        "forms": "\n".join(entry.get("forms", [])),
        "explanation": entry["explanation"],
        "stays": entry.get("stays", False),
        "avoid": "\n".join(entry.get("avoid", [])),
    }


def _publish(term: Term, editor: User) -> None:
    term.full_clean()
    term.save()
    term.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
