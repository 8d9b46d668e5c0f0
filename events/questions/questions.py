"""The questions of a sign-up form, as Django fields.

The published German form rules which questions there are, their order, kinds and options; a translation supplies texts
only, found by the block ids. ``wagtail.contrib.forms`` splits options at commas and knows them by their text only, so
the fields are Django's own.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from cms.ground.compiled_queries import Mark, Prepared

from ..models.signup_form import PASSAGE, QuestionsBlock, SignupForm

CONSENT = "consent"
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


@dataclass(frozen=True)
class Text:
    """A text with the ``lang`` it needs where it stands in another language than the page's."""

    text: str
    lang: str = ""


@dataclass(frozen=True)
class Option:
    id: str
    label: Text


@dataclass(frozen=True)
class Question:
    """``statement`` is what a further consent says; ``before`` and ``after`` are the editor's texts around it."""

    id: str
    kind: str
    label: Text
    help_text: Text
    required: bool
    options: tuple[Option, ...] = ()
    german_label: str = ""
    german_options: tuple[tuple[str, str], ...] = ()
    statement: Text = Text("")
    before: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()

    @property
    def field_name(self) -> str:
        return f"q-{self.id}"

    @property
    def lang(self) -> str:
        """The ``lang`` of the whole question: set as soon as one of its texts is not in the reader's language."""
        shown = self.statement if self.kind == CONSENT else self.label
        texts = [shown, self.help_text, *(option.label for option in self.options)]
        return next((text.lang for text in texts if text.lang), "")


@dataclass(frozen=True)
class FormInLanguage:
    """A sign-up form as one ``language`` shows it. Without ``consent`` it is closed in that language."""

    language: str
    intro: Text
    consent: str
    questions: tuple[Question, ...]


class _Version(NamedTuple):
    """The texts of a form in one language."""

    intro: str
    consent: str
    questions: StreamValue


VERSIONS = Prepared(
    lambda: SignupForm.objects.filter(
        translation_key__in=SignupForm.objects.filter(pk=Mark("form")).values("translation_key"),
        live=True,
        locale__language_code__in=[settings.LANGUAGE_CODE, Mark("language")],
    ).values_list("locale__language_code", "intro", "consent", "questions")
)


def form_in_language(form_id: int | None, language: str) -> FormInLanguage | None:
    """Return the form with this id in ``language``, or None when there is no published German form."""
    if form_id is None:
        return None
    versions = {code: _Version(*texts) for code, *texts in VERSIONS.rows(form=form_id, language=language)}
    return _in_language(versions, language)


def form_of_draft(draft: SignupForm) -> FormInLanguage:
    """Return a form as it will be in its language, once this draft is published; the German one is as it is live."""
    language = draft.locale.language_code
    german = draft
    if language != settings.LANGUAGE_CODE:
        rows = SignupForm.objects.filter(translation_key=draft.translation_key)
        german = rows.get(locale__language_code=settings.LANGUAGE_CODE)
    versions = {
        form.locale.language_code: _Version(form.intro, form.consent, form.questions) for form in (german, draft)
    }
    made = _in_language(versions, language)
    assert made is not None, "There is a German version."
    return made


def _in_language(versions: dict[str, _Version], language: str) -> FormInLanguage | None:
    german = versions.get(settings.LANGUAGE_CODE)
    if german is None:
        return None
    local = versions.get(language)
    texts = _texts_by_id(local) if local else {}
    return FormInLanguage(
        language=language,
        intro=_text(local.intro if local else "", german.intro, language),
        consent=_first_consent(german, local, texts),
        questions=_questions(german, texts, language),
    )


def languages_of(form: SignupForm) -> list[str]:
    """Return the languages in which people can fill in the form."""
    versions = SignupForm.objects.filter(translation_key=form.translation_key, live=True).order_by("locale__pk")
    codes = versions.values_list("locale__language_code", flat=True)
    return [code for code in codes if (texts := form_in_language(form.pk, code)) and texts.consent]


def german_labels(questions: tuple[Question, ...], language: str, now: datetime) -> dict:
    """Return what was asked, in German, so that old answers stay readable when the form changes.

    A further consent is kept as it read in ``language``, with the moment.
    """
    return {
        question.id: {
            "kind": question.kind,
            "label": question.german_label,
            "options": dict(question.german_options),
            **(
                {"text": question.statement.text, "language": language, "at": now.isoformat()}
                if question.kind == CONSENT
                else {}
            ),
        }
        for question in questions
    }


def readable_answer(label: dict, answer: Any) -> str:
    """Return a stored answer in words; ``label`` is its entry in the snapshot of labels."""
    options = label.get("options") or {}
    if isinstance(answer, bool):
        return str(dict(YES_NO)["yes" if answer else "no"])
    if label.get("kind") == "date":
        return date_format(date.fromisoformat(answer))
    if isinstance(answer, list):
        return ", ".join(options.get(key, str(key)) for key in answer)
    return options.get(answer, str(answer))


def answers_in_words(form: SignupForm | None, answers: dict, labels: dict, language: str) -> list[dict]:
    """Return each answer with its question: in the reader's language while it is still asked, else as it was asked."""
    texts = form_in_language(form.pk if form else None, language)
    asked = {question.id: question for question in texts.questions} if texts else {}
    rows = []
    for key, label in labels.items():
        if key not in answers:
            continue
        question = asked.get(key)
        if question:
            options = {**label["options"], **{option.id: option.label.text for option in question.options}}
            label = {**label, "label": question.label.text, "options": options}
        rows.append(_row(label, question, answers[key], language))
    return rows


def _row(label: dict, question: Question | None, answer: Any, language: str) -> dict:
    if label["kind"] == CONSENT:
        # It stays what it was, in the language in which it was given.
        lang = question.label.lang if question else settings.LANGUAGE_CODE
        value_lang = lang if label["language"] == (lang or language) else label["language"]
        return {
            "label": label["label"],
            "value": label["text"],
            "lang": lang,
            "value_lang": value_lang,
            "kind": CONSENT,
        }
    lang = question.lang if question else settings.LANGUAGE_CODE
    return {
        "label": label["label"],
        "value": readable_answer(label, answer),
        "lang": lang,
        "value_lang": lang,
        "kind": label["kind"],
    }


def _first_consent(german: _Version, local: _Version | None, texts: dict[str, str]) -> str:
    """Return the consent; nothing, which closes the form, where one of the consents lacks in this language."""
    if local is None:
        return ""
    others = [texts.get(f"{child['id']}.text", "") for child in _stored(german) if child["type"] == CONSENT]
    return local.consent.strip() if all(text.strip() for text in others) else ""


def _questions(german: _Version, texts: dict[str, str], language: str) -> tuple[Question, ...]:
    """Return the questions; a text between them belongs to the next one, and the last text to the last one."""
    questions: list[Question] = []
    passages: tuple[Text, ...] = ()
    for child in _stored(german):
        if child["type"] == PASSAGE:
            passages += (_text(texts.get(f"{child['id']}.text"), child["value"]["text"], language),)
        else:
            questions.append(replace(_question(child, texts, language), before=passages))
            passages = ()
    if passages and questions:
        questions[-1] = replace(questions[-1], after=passages)
    return tuple(questions)


def _stored(form: _Version) -> list[dict]:
    """Return the questions as they are stored: blocks would cost each post more than all of its checks."""
    return [
        child for child in form.questions.raw_data if child.get("id") and child["type"] in QuestionsBlock.base_blocks
    ]


def _stored_options(child: dict) -> list[tuple[str, str]]:
    return [(option["id"], option["value"]) for option in child["value"].get("options", []) if option.get("id")]


def _texts_by_id(form: _Version) -> dict[str, str]:
    texts: dict[str, str] = {}
    for child in _stored(form):
        for name in ("label", "help_text", "text"):
            texts[f"{child['id']}.{name}"] = child["value"].get(name, "")
        texts |= {f"{child['id']}.{key}": text for key, text in _stored_options(child)}
    return texts


def _question(child: dict, texts: dict[str, str], language: str) -> Question:
    key, value = child["id"], child["value"]
    german_options = _stored_options(child)
    return Question(
        id=key,
        kind=child["type"],
        label=_text(texts.get(f"{key}.label"), value["label"], language),
        help_text=_text(texts.get(f"{key}.help_text"), value.get("help_text", ""), language),
        required=bool(value.get("required")),
        options=tuple(
            Option(option, _text(texts.get(f"{key}.{option}"), text, language)) for option, text in german_options
        ),
        german_label=value["label"],
        german_options=tuple(german_options),
        statement=_text(texts.get(f"{key}.text"), value.get("text", ""), language),
    )


def _text(local: str | None, german: str, language: str) -> Text:
    if (local or "").strip():
        return Text(local or "")
    return Text(german, settings.LANGUAGE_CODE if german and language != settings.LANGUAGE_CODE else "")
