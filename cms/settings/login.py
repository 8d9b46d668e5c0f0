"""How staff log in: django-allauth's settings, in one place. ``base`` imports what stands here."""

import os

from .single_sign_on import single_sign_on

LOGIN_APPS = [
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
LOGIN_MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware", "cms.login.middleware.staff_sessions"]

LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

ACCOUNT_ADAPTER = "cms.login.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "cms.login.forms.LogInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
# Accounts are made by administrators; these name what allauth's check compares with the methods.
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Whoever is on the way to the second factor may begin anew; cms.login leads on those who are logged in.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
# The cookie ends with the browser; cms.login ends the session earlier.
ACCOUNT_SESSION_REMEMBER = False
# They would let strangers lock staff out, and fail with the cache: cms.throttle counts instead.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES") or 0)
# A cookie only of those who have logged in as staff; production has another name for it.
KNOWN_DEVICE_COOKIE_NAME = "known_device"
# How long the link in a mail sets a new password, in seconds
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60

# The second factor. Production demands it unless STAFF_SECOND_FACTOR=0, development only where it is 1.
STAFF_SECOND_FACTOR = os.environ.get("STAFF_SECOND_FACTOR") == "1"
# Whoever has one of these rights sees the data of people who signed up, or other accounts.
PERSONAL_DATA_RIGHTS = [
    "events.view_signup",
    "events.view_need",
    "mail.view_mail",
    "cms.view_user",
    "cms.change_user",
    "auth.change_group",
]
MFA_ADAPTER = "cms.login.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "cms.login.factor_forms.CodeForm",
    "reauthenticate": "cms.login.factor_forms.CodeAgainForm",
    "activate_totp": "cms.login.factor_forms.FirstCodeForm",
    "authenticate_webauthn": "cms.login.factor_forms.PasskeyForm",
    "reauthenticate_webauthn": "cms.login.factor_forms.PasskeyAgainForm",
    "login_webauthn": "cms.login.factor_forms.PasskeyLogInForm",
    "add_webauthn": "cms.login.factor_forms.NewPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Clocks of phones are off by some seconds.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Teilhabe"
# Accounts are made by administrators, many without an address.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Whoever knows the password still has to guess a code of six digits.
CODES_PER_ACCOUNT_AND_HOUR = int(os.environ.get("CODES_PER_ACCOUNT_AND_HOUR") or 20)

# Sessions of staff end after so many minutes idle for those who see personal data (0: never), and after so many hours.
STAFF_IDLE_SECONDS = 60 * int(os.environ.get("STAFF_IDLE_MINUTES") or 30)
STAFF_SESSION_SECONDS = 3600 * int(os.environ.get("STAFF_SESSION_HOURS") or 12)

# Single sign-on: None unless OIDC_ISSUER is set, with its neighbours in single_sign_on.py
SINGLE_SIGN_ON = single_sign_on(os.environ)
SINGLE_SIGN_ON_IS_SECOND_FACTOR = bool(SINGLE_SIGN_ON and SINGLE_SIGN_ON["is_second_factor"])
SOCIALACCOUNT_ADAPTER = "cms.login.single_sign_on.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [SINGLE_SIGN_ON["app"]]}} if SINGLE_SIGN_ON else {}
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "single-sign-on"
# A link leads to the provider: the policy lets no form go to another host.
SOCIALACCOUNT_LOGIN_ON_GET = True
