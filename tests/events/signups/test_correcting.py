import pytest
import time_machine

from cms.mail.models import Mail, MailState
from events.models import Need
from events.signups import Needs, Reason, Refused, change_address, correct, send_link, sign_up
from tests.builders import make_event_row, make_person, signed_up, signed_up_and_confirmed
from tests.events.signups.stories import mails_to, somebody_who_is

pytestmark = pytest.mark.django_db
NEEDS = Needs(("step_free",), note="Rollstuhl")


def test_a_correction_changes_all_but_address_and_consent():  # S8 V2
    signup = signed_up_and_confirmed(make_event_row())
    consent = (signup.consent_text, signup.consent_at)
    person = make_person(1, email="x@example.org", given_name="Anna", language="en", consent_text="Nein.", needs=NEEDS)
    corrected = correct(signup.public_id, person)
    corrected.refresh_from_db()
    assert (corrected.given_name, corrected.language, corrected.email) == ("Anna", "en", "person-1@example.org")
    assert (corrected.consent_text, corrected.consent_at) == consent
    assert (corrected.need.kinds, corrected.need.note) == (["step_free"], "Rollstuhl")
    last = corrected.steps.last()
    assert (last.kind, last.actor, last.user) == ("corrected", "visitor", None)


def test_needs_whose_consent_is_taken_back_are_erased_at_once():  # S16 V2
    signup = signed_up_and_confirmed(make_event_row(), needs=NEEDS)
    assert Need.objects.count() == 1
    correct(signup.public_id, make_person())
    assert Need.objects.count() == 0


def test_nothing_is_corrected_after_the_event(clerk):
    signup = somebody_who_is("confirmed", clerk)
    with time_machine.travel(signup.event.ends_at, tick=False):
        for act in (
            lambda: correct(signup.public_id, make_person()),
            lambda: change_address(signup.public_id, "neu@example.org", clerk),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.reason == Reason.PAST


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("unconfirmed", "please_confirm"),
        ("unverified", "please_confirm"),
        ("pending", "request_received"),
        ("confirmed", "confirmed"),
        ("waiting", "waiting_place"),
        ("offered", "offer"),
    ],
)
def test_a_new_address_is_told_how_things_stand_and_old_links_are_void(state, kind, clerk):  # X3 S15
    signup = somebody_who_is(state, clerk)
    Mail.objects.update(state=MailState.SENT)
    before = mails_to(signup)
    changed = change_address(signup.public_id, " Neu@Example.org ", clerk)
    assert (changed.email, changed.email_key) == ("Neu@Example.org", "neu@example.org")
    assert changed.link_version == signup.link_version + 1
    assert mails_to(signup) == [*before, kind]


def test_a_mail_that_failed_is_no_task_any_more_once_the_address_is_mended(clerk):  # S13 S15
    signup, other = signed_up_and_confirmed(event := make_event_row(), 1), signed_up_and_confirmed(event, 2)
    Mail.objects.update(state=MailState.FAILED)
    change_address(signup.public_id, "new@example.org", clerk)
    about = {str(signup.public_id): "one", str(other.public_id): "other"}
    owed = [(about.get(mail.payload.get("signup")), mail.state) for mail in Mail.objects.order_by("pk")]
    assert owed == [
        (None, "stopped"),
        (None, "stopped"),
        ("other", "failed"),
        ("other", "failed"),
        ("one", "queued"),
    ]


def test_an_address_that_somebody_else_signed_up_with_is_refused(clerk):  # S9
    event = make_event_row()
    signup = signed_up_and_confirmed(event, 1)
    signed_up(event, 2)
    with pytest.raises(Refused) as refused:
        change_address(signup.public_id, "PERSON-2@example.org", clerk)
    assert refused.value.reason == Reason.KNOWN
    assert change_address(signup.public_id, "PERSON-1@example.org", clerk).email == "PERSON-1@example.org"


def test_two_people_may_lose_their_address_and_get_no_mails_then(clerk):  # S9 S15
    event = make_event_row()
    people = [signed_up_and_confirmed(event, number) for number in (1, 2)]
    Mail.objects.all().delete()
    changed = [change_address(person.public_id, "", clerk) for person in people]
    assert [(person.email, person.email_key) for person in changed] == [("", None), ("", None)]
    assert Mail.objects.count() == 0


def test_the_link_is_sent_again_to_known_addresses_only_and_not_too_often():  # S8 X4
    event = make_event_row()
    verified, hold = signed_up_and_confirmed(event, 1), signed_up(event, 2)
    Mail.objects.all().delete()
    for _time in range(2):
        for number in (1, 2, 3):
            send_link(event.pk, f"Person-{number}@example.org", "en")
        Mail.objects.update(state=MailState.SENT)
    assert list(Mail.objects.order_by("pk").values_list("kind", "language")) == [
        ("signup.your_link", "en"),
        ("signup.please_confirm", "en"),
    ]
    assert (mails_to(verified), mails_to(hold)) == (["your_link"], ["please_confirm"])


def test_whoever_signs_up_again_and_again_gets_one_mail_in_ten_minutes():  # S22
    event = make_event_row()
    signup = signed_up_and_confirmed(event, 1)
    Mail.objects.all().delete()
    for _time in range(3):
        sign_up(event.pk, make_person(1))
        Mail.objects.update(state=MailState.SENT)
    assert mails_to(signup) == ["already_registered"]
