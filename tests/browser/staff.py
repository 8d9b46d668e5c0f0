"""Somebody of the staff at a browser of their own, and what went wrong there besides what the screen says."""

import re
from contextlib import contextmanager

from home.demo.accounts import PASSWORD

# Wagtail's own script writes each finding of its checks there.
FINDINGS_OF_CHECKS = "axe.run results"


@contextmanager
def at_work(browser, site: str, name: str, *, refused: int = 0):
    """Yield a page on which this account is logged in; fail for blocked scripts, broken ones and error pages.

    ``refused`` is a status with which the walk wants to be answered.
    """
    context = browser.new_context(viewport={"width": 1500, "height": 1000}, reduced_motion="reduce", locale="de-DE")
    trouble: list[str] = []
    context.on("console", lambda message: trouble.extend(_complaint(message, refused)))
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    context.on("response", lambda answer: trouble.extend(_error(answer, refused)))
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


def _error(answer, refused: int) -> list[str]:
    return [f"{answer.status} {answer.url}"] if answer.status >= 400 and answer.status != refused else []


def _complaint(message, refused: int) -> list[str]:
    text = f"{message.text} {message.location['url']}"
    is_wanted = FINDINGS_OF_CHECKS in text or (refused and f"status of {refused}" in text)
    return [text] if message.type == "error" and not is_wanted else []
