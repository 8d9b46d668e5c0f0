"""Somebody of the staff at a browser of their own, and what went wrong there besides what the screen says."""

import re
from contextlib import contextmanager

from home.demo.accounts import PASSWORD

# Wagtail's own script writes each finding of its checks there.
FINDINGS_OF_CHECKS = "axe.run results"


@contextmanager
def at_work(browser, site: str, name: str):
    """Yield a page on which this account is logged in; fail for blocked scripts, broken ones and error pages."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000}, reduced_motion="reduce", locale="de-DE")
    trouble: list[str] = []
    context.on("console", lambda message: trouble.extend(_complaint(message)))
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    context.on("response", lambda answer: trouble.extend([f"{answer.status} {answer.url}"] * _is_error(answer)))
    page = context.new_page()
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url(re.compile("/admin/$"))
    try:
        yield page
    finally:
        context.close()
    assert trouble == [], "\n".join(trouble)


def _is_error(answer) -> bool:
    return answer.status >= 400


def _complaint(message) -> list[str]:
    text = f"{message.text} {message.location['url']}"
    return [text] if message.type == "error" and FINDINGS_OF_CHECKS not in text else []
