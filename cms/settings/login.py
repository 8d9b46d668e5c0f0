"""How staff log in: django-allauth's settings, in one place. ``base`` imports what stands here."""

import os

LOGIN_APPS = ["allauth.account", "allauth.mfa", "allauth.socialaccount"]
LOGIN_MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]

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
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES") or 0)
# A cookie only of those who have logged in as staff; production has another name for it.
KNOWN_DEVICE_COOKIE_NAME = "known_device"
# How long the link in a mail sets a new password, in seconds
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
