"""Shows editors a sign-up form as visitors will see it, at first and after an error; nobody can send it."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation

from cms.ground.standing import Standing

from ..models.event import Event
from ..models.signup_form import SignupForm
from ..questions.questions import form_of_draft
from .answers import surroundings
from .signing_up import form_page
from .visitors_form import VisitorsForm

WITH_ERRORS = "errors"


def show_form(request: HttpRequest, draft: SignupForm, event: Event, variant: str) -> HttpResponse:
    """Return the page of the form in the draft's language, around ``event``."""
    language = draft.locale.language_code
    with translation.override(language):
        texts = form_of_draft(draft)
        data = QueryDict() if variant == WITH_ERRORS else None
        form = VisitorsForm(event, texts, language, data, asks_code=False, code="", shared=Standing(), full=frozenset())
        return form_page(request, surroundings(request, event), form)
