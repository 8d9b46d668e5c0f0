"""Sign-up staff on a busy day in Chromium: many decisions at once, the phone, people who got no mail, the export."""

import re

import pytest

from tests.browser.staff import at_work
from tests.databases import manage

SEED = """
from cms.mail.models import Mail
from cms.models import User
from events.models import Signup
from tests.builders import make_event_row, signed_up, signed_up_and_confirmed
from tests.demo_site import event_of_demo
form, venue = event_of_demo().signup_form, event_of_demo().venue
def event(name, **facts):
    return make_event_row(name=name, signup_form=form, venue=venue, **facts)
reviewed, missed = event("Viele zu entscheiden", review=True), event("Nicht erreicht")
people = [signed_up_and_confirmed(reviewed, number) for number in range(1, 5)]
lost = signed_up(missed, 5)
Mail.objects.filter(payload__signup__in=[str(lost.public_id)]).delete()
Signup.objects.filter(pk=lost.pk).update(hold_mail="refused")
refused = signed_up_and_confirmed(missed, 6)
Mail.objects.filter(payload__signup=str(refused.public_id)).delete()
Mail.objects.create(
    kind="signup.confirmed", language="de", payload={"signup": str(refused.public_id)}, state="failed", tries=1,
    error="SMTPRecipientsRefused 550",
)
print(reviewed.pk, missed.pk)
"""
APPROVED, DECLINED = "2 Anmeldungen zugesagt.", "2 Anmeldungen abgelehnt."
TOLD = "Erledigt: Die Person weiß Bescheid. Die Anmeldung steht nicht mehr auf dieser Liste."


@pytest.fixture(scope="module")
def events(demo_site) -> list[str]:
    """An event with four people to decide on, and one with two whom no mail has reached."""
    answer = manage(demo_site.database_url, demo_site.var_dir, "shell", "--no-imports", "-c", SEED)
    return answer.stdout.splitlines()[-1].split()


def said(page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".messages li").all_inner_texts()]


def tick_two(page, action: str) -> None:
    boxes = page.locator("tbody [data-bulk-action-checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.click(f".bulk-actions-buttons a[href*='/{action}/']")


@pytest.mark.long
def test_many_are_approved_and_many_declined_with_a_reason_read_before(browser, demo_site, events):  # S14 X1
    with at_work(browser, demo_site.url, "anmeldung") as page:
        page.goto(f"{demo_site.url}/admin/signups/?event={events[0]}&state=pending")
        tick_two(page, "approve")
        page.click("main form button[type=submit]")
        page.wait_for_selector(".messages .success")
        assert said(page) == [APPROVED]
        tick_two(page, "decline")
        page.select_option("[name=reason]", index=1)
        page.click("main form button[type=submit]")
        page.wait_for_selector("button[name=send]")
        # The buttons stand on one line on a screen, and begin at the same place on a phone.
        buttons = page.locator("main form .button")
        assert len({button.bounding_box()["y"] for button in buttons.all()}) == 1
        page.set_viewport_size({"width": 390, "height": 844})
        # Wagtail's menu folds away first.
        beginnings = "[...document.querySelectorAll('main form .button')].map(b => b.getBoundingClientRect().x)"
        page.wait_for_function(f"() => new Set({beginnings}).size === 1")
        page.click("button[name=send]")
        page.wait_for_selector(".messages .success")
        assert said(page) == [DECLINED]


@pytest.mark.long
def test_somebody_without_a_mail_is_told_by_phone_and_leaves_the_list(browser, demo_site, events):  # S13 S34
    with at_work(browser, demo_site.url, "anmeldung") as page:
        page.goto(f"{demo_site.url}/admin/failed_mails/")
        row = page.locator("tr", has_text="person-6@example.org")
        assert "Der Mailserver weist diese Adresse ab" in row.inner_text()
        assert "SMTP" not in row.inner_text()
        row.locator("summary").click()
        assert "SMTPRecipientsRefused 550" in row.inner_text()
        page.locator("tr", has_text="person-5@example.org").get_by_role("button", name="Telefonisch").click()
        page.wait_for_selector(".messages .success")
        assert (said(page), page.locator("tr", has_text="person-5@example.org").count()) == ([TOLD], 0)
        page.locator("tr", has_text="person-6@example.org").locator("form[action$='/done/'] button").click()
        page.wait_for_selector(".messages .success")
        assert page.locator("tr", has_text="person-6@example.org").count() == 0


@pytest.mark.long
def test_the_phone_is_answered_and_the_list_exported(browser, demo_site, events):  # S15 S18
    with at_work(browser, demo_site.url, "anmeldung") as page:
        page.goto(f"{demo_site.url}/admin/signups/enter/{events[1]}/")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_selector("main .error-message")
        assert "Bitte geben Sie den Vornamen der Person ein." in page.locator("main").inner_text()
        page.check("[name=source][value=phone]")
        page.fill("[name=given_name]", "Ada")
        page.fill("[name=family_name]", "Beispiel")
        page.check("[name=consent]")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(re.compile(r"/admin/signups/\d+/$"))
        page.goto(f"{demo_site.url}/admin/event-desk/{events[1]}/export/")
        page.check("[name=format][value=csv]")
        with page.expect_download() as download:
            page.locator("main form button[type=submit]").first.click()
        lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
        assert (len(lines), ["Ada" in line for line in lines].count(True)) == (4, 1)
