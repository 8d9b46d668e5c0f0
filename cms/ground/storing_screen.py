"""Screens that take in a file: where it can't be stored, a sentence says so, and what was typed stays."""

import logging

from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.translation import gettext as _

from .object_storage import storage_errors

logger = logging.getLogger(__name__)


class TellsWhenNothingIsStored:
    """A view of Wagtail's that creates or edits; a full disk or a bucket that is away is an error of its form."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        known = form.instance.pk
        try:
            # Wagtail saves in a transaction of its own; a draft stays when its publication is asked about afterwards.
            with storage_errors():
                return super().form_valid(form)
        except OSError:
            logger.exception("An uploaded file could not be stored.")
            form.instance.pk = known
            form.add_error(
                None,
                _(
                    "Nothing was saved: our storage doesn't answer or is full. Please try again later, and tell those "
                    "who run the website."
                ),
            )
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
