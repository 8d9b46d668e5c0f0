"""Notices as mail servers write them about mails that did not arrive."""

HEADERS = "text/rfc822-headers"
WHOLE = "message/rfc822"


def notice(
    message_id: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    report: str = "delivery-status",
    returned: str = HEADERS,
) -> bytes:
    """Return a notice about one mail; ``returned`` is what comes back of it."""
    text = f"""\
Return-Path: <>
From: MAILER-DAEMON@mail.example
To: mitreden@stadt.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={report}; boundary="b1"

--b1
Content-Type: text/plain

This is the mail system at host mail.example.
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
Arrival-Date: Tue, 6 May 2031 12:00:00 +0200

Final-Recipient: rfc822; somebody@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <somebody@example.org>: no

--b1
Content-Type: {returned}

From: mitreden@stadt.example
To: somebody@example.org
Subject: Hallo
Message-ID: {message_id}

--b1--
"""
    return text.replace("\n", "\r\n").encode()
