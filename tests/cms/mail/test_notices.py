"""What is a notice about a mail that never arrives, and what isn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.mail.notices import Notice, final_notice

from .notices import HEADERS, WHOLE, notice

ID = "<teilhabe-1@stadt.example>"


@pytest.mark.parametrize("returned", [HEADERS, WHOLE])
@pytest.mark.parametrize(
    ("status", "read"), [("5.1.1", "5.1.1"), ("5.2.2 (full)", "5.2.2"), (" 5.07.001", "5.7.1"), ("5.0.0", "5.0.0")]
)
def test_a_mail_that_never_arrives_is_named_with_the_reason(returned, status, read):  # S13 R2
    assert final_notice(notice(ID, status=status, returned=returned)) == Notice(ID, read)


NO_NOTICES = {
    "a delay": notice(ID, action="delayed", status="4.4.1"),
    "a failure that may end": notice(ID, status="4.2.2"),
    "a delay with a final code": notice(ID, action="delayed", status="5.0.0"),
    "an arrival": notice(ID, action="delivered", status="2.0.0"),
    "a mail that was passed on": notice(ID, action="relayed", status="5.1.1"),
    "a code that is none": notice(ID, status="51.1"),
    "a confirmation of reading": notice(ID, report="disposition-notification"),
    "a complaint": notice(ID, report="feedback-report"),
    "nothing returned": notice(ID, returned="text/plain"),
    "an answer": f"Subject: Re: Hallo\r\nIn-Reply-To: {ID}\r\nAuto-Submitted: auto-replied\r\n\r\nWeg\r\n".encode(),
    "a notice in a mail": b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822"
    b"\r\n\r\n" + notice(ID) + b"\r\n--x--\r\n",
    "nothing": b"",
    "zeros": b"\0" * 5000,
    "no parts": b"Content-Type: multipart/report; report-type=delivery-status\r\n\r\nhello",
    "no boundary": notice(ID).replace(b'; boundary="b1"', b""),
    "cut off": notice(ID)[:400],
    "an unknown charset": notice(ID).replace(b"text/plain", b"text/plain; charset=x-\xff"),
}


@pytest.mark.parametrize("raw", [value for key, value in NO_NOTICES.items() if key != "an unknown charset"])
def test_anything_else_is_no_notice(raw):  # S13 X6
    assert final_notice(raw) is None


def test_what_stands_beside_the_facts_does_not_matter():  # S13
    assert final_notice(NO_NOTICES["an unknown charset"]) == Notice(ID, "5.1.1")


def test_a_mail_that_is_made_of_boundaries_is_not_even_parsed():  # X6
    mails = [notice(ID) + b"--b1\r\nContent-Type: multipart/mixed; Boundary=x\r\n" * number for number in (5, 50)]
    assert [final_notice(mail) for mail in mails] == [Notice(ID, "5.1.1"), None]


def test_parts_in_parts_without_end_break_nothing():  # X6
    nested = b"".join(
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="%d"\r\n\r\n--%d\r\n' % (depth, depth)
        for depth in range(2500)
    )
    assert final_notice(nested) is None
    assert final_notice(nested.replace(b"multipart/report", b"message/rfc822")) is None


@given(st.binary(max_size=300), st.integers(min_value=0, max_value=900), st.integers(min_value=0, max_value=300))
def test_damage_anywhere_breaks_nothing(rubbish, place, length):  # X6
    raw = notice(ID)
    found = final_notice(raw[:place] + rubbish + raw[place + length :])
    assert found is None or found.status.startswith("5.")
