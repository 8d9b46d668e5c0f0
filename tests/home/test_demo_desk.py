"""What the demo gives the staff: sign-ups, a code, reasons, notes, and the periods on the privacy page."""

from django.db.models import Count

from cms.mail.models import Mail, MailState
from cms.nightly import broken_promises
from events.models import DeclineReason, Event, InvitationCode, Signup
from events.pages.retention_periods import event_periods
from events.signups.seats import seats
from home.models import ContentPage
from tests.demo_site import LANGUAGES as CODES


def test_the_desk_is_not_empty_and_most_seats_are_free(demo):  # P10, S10
    events = list(Event.objects.filter(signup_form__isnull=False).order_by("starts_at"))
    assert [seats(event).free for event in events] == [39, 43, 50]
    states = Signup.objects.order_by().values_list("event__access", "state").annotate(count=Count("pk"))
    assert sorted(states) == [
        ("invitation", "confirmed", 2),
        ("invitation", "declined", 1),
        ("invitation", "pending", 2),
        ("open", "cancelled", 1),
        ("open", "confirmed", 10),
        ("open", "unconfirmed", 1),
    ]
    code = InvitationCode.objects.get()
    assert (code.event, code.seats, code.held_back, code.signups.count()) == (events[1], 10, 5, 2)
    assert [str(sentence) for sentence in broken_promises()] == []


def test_nobody_in_the_demo_is_a_person_and_no_mail_goes_to_them(demo):  # P10
    people = list(Signup.objects.all())
    assert {(one.given_name, one.family_name.isdecimal()) for one in people} == {("Person", True)}
    assert {one.email.partition("@")[2] for one in people} == {"teilhabe.example"}
    owed = Mail.objects.exclude(state=MailState.STOPPED)
    assert [(mail.state, mail.error) for mail in owed] == [("failed", "SMTPRecipientsRefused 550")]


def test_participants_read_what_to_know_in_each_language(demo):  # P10, S12
    for event in Event.objects.filter(signup_form__isnull=False):
        notes = [page.participants_note for page in event.pages.all()]
        assert (len(set(notes)), all(notes)) == (len(notes), True)


def test_reasons_for_declining_are_ready_in_each_language(demo):  # S14
    reasons = DeclineReason.objects.select_related("locale")
    assert sorted(reason.locale.language_code for reason in reasons) == sorted(CODES * 3)
    assert len({reason.text for reason in reasons}) == 9


def test_the_privacy_page_says_in_each_language_when_what_is_erased(demo, client):  # V6, L6
    for code in CODES:
        page = ContentPage.objects.get(locale__language_code=code, slug="datenschutz")
        assert [block.block_type for block in page.body].count("retention_periods") == 1
        shown = client.get(f"/{code}/datenschutz/").content.decode()
        assert [entry.title in shown for entry in event_periods(code)] == [True] * 4
