"""Makes the stock form page with the same questions as ours, and the courses of the bare view; prints their ids.

python -m bench.stock.prepare NUMBER [CROWDS]
"""

import json
import os
import sys

import django


def main(number: int, crowds: int = 0) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.stock.settings")
    django.setup()
    from wagtail.models import Locale, Page, Site

    from bench.ours import ROLES, SEATS, SEATS_OF_A_CROWD, TOPICS

    from .models import ArticlePage, Course, FormField, FormPage

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
    home = Page.objects.get(depth=2)
    text = "".join(f"<p>{number}: some words that make a paragraph of an article.</p>" for number in range(100))
    article = ArticlePage(title="Article", slug="article", body=text)
    home.add_child(instance=article)
    for code in ("de", "fr"):
        locale = Locale.objects.create(language_code=code)
        home.copy_for_translation(locale).save_revision().publish()
        article.copy_for_translation(locale).save_revision().publish()
    Site.objects.update(hostname="127.0.0.1")
    capacities = [SEATS] * number + [SEATS_OF_A_CROWD] * crowds
    courses = [Course.objects.create(capacity=capacity).pk for capacity in capacities]
    sys.stdout.write(json.dumps(courses))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
