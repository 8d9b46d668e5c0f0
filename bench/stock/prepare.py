"""Makes the stock form page with the same questions as ours, and the courses of the bare view; prints their ids.

python -m bench.stock.prepare NUMBER
"""

import json
import os
import sys

import django


def main(number: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.stock.settings")
    django.setup()
    from wagtail.models import Page, Site

    from bench.ours import ROLES, SEATS, TOPICS

    from .models import Course, FormField, FormPage

    page = FormPage(title="Sign up", slug="sign-up")
    Page.objects.get(depth=2).add_child(instance=page)
    fields = [
        ("First name", "singleline", True, []),
        ("Last name", "singleline", True, []),
        ("Address", "email", True, []),
        ("Organisation", "singleline", False, []),
        ("Topics", "checkboxes", False, TOPICS),
        ("Role", "radio", False, ROLES),
        ("Remarks", "multiline", False, []),
        ("Consent", "checkbox", True, []),
    ]
    for order, (label, field_type, required, choices) in enumerate(fields):
        FormField.objects.create(
            page=page,
            sort_order=order,
            label=label,
            field_type=field_type,
            required=required,
            choices="\n".join(choices),
        )
    Site.objects.update(hostname="127.0.0.1")
    courses = [Course.objects.create(capacity=SEATS).pk for _ in range(number)]
    sys.stdout.write(json.dumps(courses))


if __name__ == "__main__":
    main(int(sys.argv[1]))
