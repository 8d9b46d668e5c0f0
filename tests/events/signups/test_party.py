"""People who come together, and people who share a mailbox."""

import pytest

from cms.mail.models import Mail
from events.models import InvitationCode, OptionSeat, Signup
from events.models.enums import NeedKind, SignupState
from events.signups import (
    Needs,
    Reason,
    Refused,
    Visit,
    accept_offer,
    cancel,
    confirm,
    erase,
    save_code,
    send_link,
    sign_up,
)
from events.signups.invariants import broken_invariants
from events.signups.person import Companion
from tests.builders import hold_mail_delivered, make_event_row, make_person, signed_up_and_confirmed
from tests.events.signups.stories import full_event

pytestmark = pytest.mark.django_db

BEN = Companion("Ben", "Beispiel", Needs((NeedKind.STEP_FREE,), consent_text="Ja."))
CLEO = Companion("Cleo", "Beispiel")


def rows(*names: str) -> list[tuple]:
    return list(Signup.objects.order_by("pk").values_list(*names))


def mails(kind: str = "") -> list[str]:
    """The kinds of the mails that are owed, oldest first."""
    return [mail.kind.removeprefix("signup.") for mail in Mail.objects.filter(kind__contains=kind).order_by("pk")]


def test_companions_have_rows_seats_and_needs_of_their_own_and_one_mail():  # S24
    event = make_event_row(capacity=5, companions=2)
    sign_up(event.pk, make_person(1, companions=(BEN, CLEO), organisation="Verein"))
    first = Signup.objects.earliest("pk")
    assert rows("given_name", "state", "seat_no", "mailbox_no", "email_key", "party", "organisation") == [
        ("Person", "unconfirmed", 1, 1, "person-1@example.org", first.public_id, "Verein"),
        ("Ben", "unconfirmed", 2, 2, "person-1@example.org", first.public_id, ""),
        ("Cleo", "unconfirmed", 3, 3, "person-1@example.org", first.public_id, ""),
    ]
    assert [signup.need.kinds for signup in Signup.objects.filter(need__isnull=False)] == [["step_free"]]
    assert mails() == ["please_confirm"]
    assert list(broken_invariants()) == []


def test_one_click_confirms_all_and_one_mail_says_so():  # S24 S4
    event = make_event_row(capacity=5, companions=2)
    sign_up(event.pk, make_person(1, companions=(BEN,)))
    first = hold_mail_delivered(Signup.objects.earliest("pk"))
    assert rows("hold_mail", "expires_at") == [("delivered", first.expires_at)] * 2
    confirm(first.public_id)
    assert rows("state", "hold_mail") == [("confirmed", "")] * 2
    assert mails() == ["please_confirm", "confirmed"]


def test_too_few_seats_for_all_are_nobodys_unless_they_wait_together():  # S24
    event = make_event_row(capacity=1, companions=1, waiting_list_size=5)
    with pytest.raises(Refused) as refused:
        sign_up(event.pk, make_person(1, companions=(BEN,)))
    assert (refused.value.reason, Signup.objects.count()) == (Reason.TOO_FEW, 0)
    sign_up(event.pk, make_person(1, companions=(BEN,), may_wait=True))
    assert rows("state") == [("waiting",), ("waiting",)]


def test_a_waiting_list_too_short_for_all_is_no_full_event():  # S24
    event, _holder, _queue = full_event(companions=9)
    with pytest.raises(Refused) as refused:
        sign_up(event.pk, make_person(5, companions=tuple(Companion("Kind", str(n)) for n in range(10))))
    assert (refused.value.reason, Signup.objects.count()) == (Reason.TOO_FEW, 1)


def test_who_waits_together_is_offered_what_is_free_by_one_mail_and_takes_it_with_one_click():  # S24 S5
    event = make_event_row(capacity=2, companions=2, waiting_list_size=5)
    holders = [signed_up_and_confirmed(event, number) for number in (1, 2)]
    sign_up(event.pk, make_person(3, companions=(BEN, CLEO)))
    confirm(Signup.objects.get(family_name="Nummer 3").public_id)
    assert mails("waiting_place") == ["waiting_place"]
    for holder in holders:
        cancel(holder.public_id)
    assert [state for (state,) in rows("state")][2:] == ["offered", "offered", "waiting"]
    first, second = Signup.objects.filter(state="offered").order_by("pk")
    accept_offer(second.public_id)
    assert [state for (state,) in rows("state")][2:] == ["confirmed", "confirmed", "waiting"]
    assert list(broken_invariants()) == []


def test_seats_that_come_free_at_once_are_offered_to_a_party_by_one_mail():  # S24 S5
    event = make_event_row(capacity=2, companions=1, waiting_list_size=5)
    sign_up(event.pk, make_person(1, companions=(BEN,)))
    pair = confirm(Signup.objects.earliest("pk").public_id)
    sign_up(event.pk, make_person(2, companions=(CLEO,)))
    confirm(Signup.objects.get(family_name="Nummer 2").public_id)
    cancel(pair.public_id, whom=list(Signup.objects.filter(party=pair.party).values_list("public_id", flat=True)))
    assert [state for (state,) in rows("state")] == ["cancelled", "cancelled", "offered", "offered"]
    assert (mails("cancelled"), mails("offer")) == (["cancelled"], ["offer"])


def test_one_of_a_party_cancels_alone():  # S24
    event = make_event_row(capacity=5, companions=2)
    sign_up(event.pk, make_person(1, companions=(BEN,)))
    first, ben = Signup.objects.order_by("pk")
    confirm(first.public_id)
    cancel(ben.public_id)
    assert rows("state", "seat_no") == [("confirmed", 1), ("cancelled", None)]
    cancel(first.public_id, whom=[first.public_id, ben.public_id])
    assert [state for (state,) in rows("state")] == ["cancelled", "cancelled"]


def test_whoever_leaves_leaves_nobody_without_the_mail_that_spoke_for_all():  # S24
    event = make_event_row(capacity=5, companions=2)
    sign_up(event.pk, make_person(1, companions=(BEN,)))
    first, ben = Signup.objects.order_by("pk")
    erase(first.public_id)
    owed = Mail.objects.filter(kind="signup.please_confirm", payload__signup=str(ben.public_id))
    assert (owed.count(), list(broken_invariants())) == (1, [])


def test_before_confirming_two_names_of_a_mailbox_are_two_people():  # S32
    event = make_event_row(capacity=5)
    for number in (1, 2):
        sign_up(event.pk, make_person(number, email="familie@example.org"))
    assert rows("family_name", "mailbox_no") == [("Nummer 1", 1), ("Nummer 2", 2)]
    confirm(Signup.objects.earliest("pk").public_id)
    assert [state for (state,) in rows("state")] == ["confirmed", "unconfirmed"]


def test_whoever_has_not_confirmed_yet_corrects_the_own_form_though_another_has():  # S32
    event = make_event_row(capacity=5)
    for number in (1, 2):
        sign_up(event.pk, make_person(number, email="familie@example.org"))
    confirm(Signup.objects.earliest("pk").public_id)
    sign_up(event.pk, make_person(2, email="familie@example.org", organisation="Verein"))
    assert rows("family_name", "state", "organisation") == [
        ("Nummer 1", "confirmed", ""),
        ("Nummer 2", "unconfirmed", "Verein"),
    ]


def test_nobody_fills_an_event_with_a_strangers_address():  # S32 X4
    event = make_event_row(capacity=50)
    for number in range(1, 13):
        sign_up(event.pk, make_person(number, email="fremd@example.org"))
    assert Signup.objects.count() == 10


def test_once_one_has_confirmed_the_mailbox_is_asked_and_its_link_brings_another_person():  # S32 X4
    event = make_event_row(capacity=5)
    signed_up_and_confirmed(event, 1)
    other = make_person(2, email="person-1@example.org")
    sign_up(event.pk, other)
    assert (Signup.objects.count(), mails()[-1]) == (1, "already_registered")
    sign_up(event.pk, other, Visit(another=2))
    assert rows("family_name", "state", "mailbox_no") == [("Nummer 1", "confirmed", 1), ("Nummer 2", "confirmed", 2)]
    assert Signup.objects.latest("pk").verified_at is not None


def test_the_link_for_another_person_is_good_for_one_and_never_for_the_same():  # S32
    event = make_event_row(capacity=5)
    signed_up_and_confirmed(event, 1)
    with pytest.raises(Refused) as refused:
        sign_up(event.pk, make_person(1), Visit(another=2))
    assert refused.value.reason == Reason.KNOWN_PERSON
    for number in (2, 3):
        sign_up(event.pk, make_person(number, email="person-1@example.org"), Visit(another=2))
    assert [name for (name,) in rows("family_name")] == ["Nummer 1", "Nummer 2"]


def test_people_of_a_mailbox_get_their_links_each():  # S9 S32
    event = make_event_row(capacity=5, companions=1)
    sign_up(event.pk, make_person(1, companions=(BEN,)))
    confirm(Signup.objects.earliest("pk").public_id)
    sign_up(event.pk, make_person(2, email="person-1@example.org"), Visit(another=3))
    Mail.objects.all().delete()
    send_link(event.pk, "person-1@example.org", "de")
    assert mails() == ["your_link", "your_link"]


def test_what_was_typed_last_counts_for_companions_too():  # S24
    event = make_event_row(capacity=5, companions=2)
    sign_up(event.pk, make_person(1, companions=(BEN, CLEO)))
    sign_up(event.pk, make_person(1, companions=(CLEO,)))
    active = Signup.objects.active().order_by("pk")
    assert [(row.given_name, row.state) for row in active] == [("Person", "unconfirmed"), ("Cleo", "unconfirmed")]
    assert {row.party for row in active} == {active[0].public_id}
    assert list(broken_invariants()) == []


def test_a_code_has_seats_for_all_or_for_none():  # S10 S24
    event = make_event_row(capacity=5, companions=2)
    code = save_code(InvitationCode(event=event, organisation="Verein", seats=2, valid_until=event.starts_at))
    with pytest.raises(Refused) as refused:
        sign_up(event.pk, make_person(1, companions=(BEN, CLEO), code=code.code))
    assert refused.value.reason == Reason.CODE_USED_UP
    sign_up(event.pk, make_person(1, companions=(BEN,), code=code.code))
    assert Signup.objects.filter(code=code).count() == 2


def test_whoever_comes_together_sits_together():  # S31
    event = make_event_row(capacity=5, companions=2, option_limits={"table": {"a": 2}})
    with pytest.raises(Refused) as refused:
        sign_up(event.pk, make_person(1, companions=(BEN, CLEO), answers={"table": "a"}))
    assert refused.value.reason == Reason.OPTION_FULL
    sign_up(event.pk, make_person(1, companions=(BEN,), answers={"table": "a"}))
    assert OptionSeat.objects.count() == 2


def test_a_party_waits_in_the_order_of_its_form():  # S5 S24
    event, holder, _queue = full_event(companions=2)
    sign_up(event.pk, make_person(3, companions=(BEN,)))
    confirm(Signup.objects.get(family_name="Nummer 3").public_id)
    cancel(holder.public_id)
    assert Signup.objects.get(state=SignupState.OFFERED).family_name == "Nummer 3"
