"""How often something may be sent; generous, because a school or a mobile network is one address. 0: no limit."""

import os

SIGNUPS_PER_NETWORK_AND_HOUR = int(os.environ.get("SIGNUPS_PER_NETWORK_AND_HOUR") or 300)
SIGNUPS_PER_EVENT_AND_HOUR = int(os.environ.get("SIGNUPS_PER_EVENT_AND_HOUR") or 3000)
LINKS_PER_NETWORK_AND_HOUR = int(os.environ.get("LINKS_PER_NETWORK_AND_HOUR") or 60)
# Buttons and corrections on the pages behind secret links; a class of 30 presses each of them in one lesson.
SECRET_POSTS_PER_NETWORK_AND_HOUR = int(os.environ.get("SECRET_POSTS_PER_NETWORK_AND_HOUR") or 600)
SEARCHES_PER_NETWORK_AND_HOUR = int(os.environ.get("SEARCHES_PER_NETWORK_AND_HOUR") or 1200)
REPORTS_PER_NETWORK_AND_HOUR = int(os.environ.get("REPORTS_PER_NETWORK_AND_HOUR") or 30)
# Whoever is locked out by somebody else's tries gets in from a device that is known, or by "Forgotten your password?"
LOG_INS_PER_NETWORK_AND_MINUTE = int(os.environ.get("LOG_INS_PER_NETWORK_AND_MINUTE") or 30)
LOG_INS_PER_NETWORK_AND_HOUR = int(os.environ.get("LOG_INS_PER_NETWORK_AND_HOUR") or 200)
LOG_INS_PER_ACCOUNT_AND_HOUR = int(os.environ.get("LOG_INS_PER_ACCOUNT_AND_HOUR") or 30)
# Each hash takes up to half a second of a processor: so many a minute leave the rest of two to everybody else, even
# when the tries come from everywhere at once. Devices that have logged in before are not among them.
LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE = int(os.environ.get("LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE") or 60)
NEW_PASSWORDS_PER_ACCOUNT_AND_HOUR = int(os.environ.get("NEW_PASSWORDS_PER_ACCOUNT_AND_HOUR") or 5)
PAGE_PASSWORDS_PER_NETWORK_AND_HOUR = int(os.environ.get("PAGE_PASSWORDS_PER_NETWORK_AND_HOUR") or 30)
PAGE_PASSWORDS_PER_PAGE_AND_HOUR = int(os.environ.get("PAGE_PASSWORDS_PER_PAGE_AND_HOUR") or 1000)
# Whoever guesses codes of paper sign-ups needs 2^43 tries
CODE_TRIES_PER_NETWORK_AND_HOUR = int(os.environ.get("CODE_TRIES_PER_NETWORK_AND_HOUR") or 30)
CODE_TRIES_PER_EVENT_AND_HOUR = int(os.environ.get("CODE_TRIES_PER_EVENT_AND_HOUR") or 300)
