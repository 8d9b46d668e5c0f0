"""Silence is an error: a logged ERROR and an undefined variable in one of our templates fail the test."""

import logging
import sys
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import FilterExpression
from django.template.defaultfilters import default, default_if_none

ROOT = Path(__file__).resolve().parent.parent


class UndefinedVariables(str):
    """Django's ``string_if_invalid``: empty for every template, and takes note where the template is ours."""

    def __init__(self):
        self.found: list[str] = []

    def __bool__(self) -> bool:
        # FilterExpression.resolve asks for the truth right after a lookup failed: now the stack tells where.
        frame = sys._getframe(1)
        expression = frame.f_locals.get("self")
        if isinstance(expression, FilterExpression) and not _declared_optional(expression):
            while frame and frame.f_code.co_name != "render_annotated":
                frame = frame.f_back
            if frame:
                self._note(expression, frame.f_locals["self"])
        return False

    def _note(self, expression, node) -> None:
        path = Path(getattr(node.origin, "name", ""))
        if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
            self.found.append(f"{path.relative_to(ROOT)}, line {node.token.lineno}: {{{{ {expression.token} }}}}")


def _declared_optional(expression: FilterExpression) -> bool:
    return any(function in (default, default_if_none) for function, _ in expression.filters)


class ErrorRecords(logging.Handler):
    """Keeps what is logged as an error, in any thread."""

    def __init__(self):
        super().__init__(level=logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


undefined_variables = UndefinedVariables()


@pytest.fixture(scope="session", autouse=True)
def _note_undefined_variables():
    for backend in engines.all():
        backend.engine.string_if_invalid = undefined_variables


@pytest.fixture(autouse=True)
def silence(request):
    """Fail the test when something was logged as an error or one of our templates names an unknown variable."""
    undefined_variables.found.clear()
    handler = ErrorRecords()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    if undefined_variables.found:
        pytest.fail("Undefined in a template:\n" + "\n".join(undefined_variables.found), pytrace=False)
    if handler.records and "logged_errors" not in request.fixturenames:
        pytest.fail("Logged as an error:\n" + "\n".join(map(_line, handler.records)), pytrace=False)


@pytest.fixture
def logged_errors(silence) -> list[logging.LogRecord]:
    """The errors logged so far: a test that asks for them looks at them itself, so they don't fail it."""
    return silence.records


def _line(record: logging.LogRecord) -> str:
    return f"{record.name}: {logging.Formatter().format(record)}"
