"""What visitors share of a form's markup changes nothing of what each of them sees."""

import json
from itertools import islice, permutations

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from wagtail.models import Locale

from cms.forms.field_group import group_of
from cms.forms.field_markup import MOST, fields_markup
from cms.forms.form_start import new_start
from cms.ground.standing import Standing
from events.models.enums import EventAccess
from events.public.visitors_form import VisitorsForm, visitors_form
from tests.builders import make_event_row, make_signup_form_row
from tests.events.questions.test_questions import ALL_KINDS, ANSWERS
from tests.events.road import question

pytestmark = pytest.mark.django_db

PERSON = {"given_name": "Ada", "family_name": "Løv\"e' <b>&amp;", "email": "a@example.org", "consent": "on"}
CASES = {
    "nothing": None,
    "a code from a link": None,
    "all that is right": {**PERSON, **ANSWERS, "organisation": "<script>"},
    "other answers": {
        **PERSON,
        "q-role": "b",
        "q-topics": ["d", "c"],
        "q-food": "yes",
        "q-wish": "\nZwei\nZeilen {{ x }}",
    },
    "nothing that is sent": {},
    "all that is wrong": {
        "email": "no",
        "q-mail2": "<a>",
        "q-count": "x",
        "q-role": "z",
        "q-topics": ["z"],
        "q-day": "?",
    },
    "needs": {**PERSON, "needs": ["interpreter"], "needs_note": "<i>", "needs_language": "uk"},
    "too long": {**PERSON, "given_name": "x" * 101, "code": "CODE", "homepage": "robot"},
}


@pytest.fixture
def event():
    form = make_signup_form_row(questions=json.dumps(ALL_KINDS))
    for code in ("en", "ar", "de-simple"):
        copy = form.copy_for_translation(Locale.objects.get_or_create(language_code=code)[0])
        copy.consent, copy.live = f"Consent {code}", True
        copy.save()
    return make_event_row(signup_form=form, access=EventAccess.INVITATION)


def form_in(event, language: str, case: str, started: str, shared: Standing) -> VisitorsForm:
    """Return the form as it is in this case."""
    typed, data = CASES[case], None
    if typed is not None:
        data = QueryDict(mutable=True)
        for name, value in {**typed, "started": started}.items():
            data.setlist(name, value if isinstance(value, list) else [value])
    code = "A <1>" if case == "a code from a link" else ""
    form = visitors_form(event, language, data, code=code, shared=shared)
    form.fields["started"].initial = started
    return form


def rendered_alone(form: VisitorsForm) -> str:
    """Return the fields as templates make them that know of nothing shared."""
    parts = [str(field) for field in form.hidden_fields()]
    known = set()
    for field in form.visible_fields():
        group = group_of(field)
        if group is None:
            parts.append(field_alone(field))
        elif group not in known:
            known.add(group)
            fields = [one for one in form.visible_fields() if group_of(one) == group]
            is_open = any(one.errors or one.value() not in (None, "", [], False) for one in fields)
            context = {"form": form, "fields": fields, "is_open": is_open, "singles": map(field_alone, fields)}
            parts.append(render_to_string(group.template, context))
    return "".join(parts)


def field_alone(field) -> SafeString:
    template = "components/trap.html" if field.name == "honeypot" else "components/field.html"
    return render_to_string(template, {"field": field})


@pytest.mark.parametrize("language", ["de", "en", "ar", "de-simple"])
def test_everybody_sees_the_fields_as_if_nothing_were_shared(event, language):  # F3 S3
    started, shared = new_start(event.public_id), Standing()
    with translation.override(language):
        alone = {case: rendered_alone(form_in(event, language, case, started, Standing())) for case in CASES}
        for _round in range(2):
            forms = {case: form_in(event, language, case, started, shared) for case in CASES}
            assert {case: fields_markup(form) for case, form in forms.items()} == alone
    assert len(set(alone.values())) == len(CASES)


def test_what_is_shared_tells_of_nobody(event):  # F3 V1
    shared, started = Standing(), new_start(event.public_id)
    forms = [form_in(event, "de", case, started, shared) for case in CASES]
    for form in forms:
        fields_markup(form)
    typed = ["Ada", "Løv", "&lt;script&gt;", "a@example.org", "b@example.org", "robot", "Lehrerin", "Zeile", started]
    kept = "".join(forms[0].markup.values())
    assert ([text for text in typed if text in kept], "Beruf?" in kept) == ([], True)


def test_what_is_shared_has_an_end():  # F3
    options = {letter: letter.upper() for letter in "abcdefgh"}
    form = make_signup_form_row(questions=json.dumps([question("several_of", "Themen?", "topics", options)]))
    event, shared = make_event_row(signup_form=form), Standing()
    for topics in islice(permutations(options, 3), MOST + 1):
        data = QueryDict(mutable=True)
        data.setlist("q-topics", topics)
        fields_markup(visitors_form(event, "de", data, shared=shared))
    assert len(visitors_form(event, "de", shared=shared).markup) == MOST
