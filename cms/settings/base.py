"""What every environment shares. Only the settings modules read the environment."""

import os
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.urls import reverse_lazy

from . import languages
from .approval import EDITORS_MAY_PUBLISH  # noqa: F401 - a setting of its own
from .bucket import s3_connection
from .caches import caches
from .database import database_from_url
from .erasures import ERASED_AGAIN, FILES_NAMED_ELSEWHERE, erasure_journal  # noqa: F401 - settings of their own
from .kept_pages import *  # noqa: F403 - one group of settings
from .limits import *  # noqa: F403 - one group of settings
from .login import *  # noqa: F403 - one group of settings
from .login import LOGIN_APPS, LOGIN_MIDDLEWARE
from .machine_translation import machine_translator
from .operation import *  # noqa: F403 - one group of settings
from .operation import logging_from
from .pictures import (  # noqa: F401 - settings of their own
    WAGTAILIMAGES_EXTENSIONS,
    WAGTAILIMAGES_IMAGE_FORM_BASE,
    WAGTAILIMAGES_MAX_IMAGE_PIXELS,
    WAGTAILIMAGES_MAX_UPLOAD_SIZE,
)
from .production_checks import PRODUCTION_CHECKS  # noqa: F401 - a setting of its own
from .time_zone import time_zone
from .visitors import visitor_limits

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

INSTALLED_APPS = [
    # Later apps are overridden by earlier ones, in templates and in static files.
    # Of our own rooms the lower ones come first, because their models are loaded in this order.
    "downloads.apps.DownloadsConfig",
    "events.apps.EventsConfig",
    "home.apps.HomeConfig",
    "cms.languages.apps.LanguagesConfig",
    "cms.consequences.apps.ConsequencesConfig",
    "cms.terms.apps.TermsConfig",
    "cms.plain_language.apps.PlainLanguageConfig",
    "cms.mail.apps.MailConfig",
    "cms.health.apps.HealthConfig",
    "cms.throttle.apps.ThrottleConfig",
    "cms.erasures.apps.ErasuresConfig",
    "cms.apps.CmsConfig",
    # Wagtail tells moments with its words ("two hours ago"), which are English unless the app is installed.
    "django.contrib.humanize",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.users.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    *LOGIN_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.health.answering.answer_health",
    "cms.logs.request_ids.name_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.middleware.response_headers",
    "cms.ground.freshness.keep_briefly",
    "cms.generation.sharing.share_standing",
    "cms.pictures.audience.pictures_for_staff",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.languages.reading.middleware.PublicLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    *LOGIN_MIDDLEWARE,
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.ground.incomplete_post.IncompletePostMiddleware",
    "cms.ground.publish_refusal.PublishRefusalMiddleware",
    "cms.consequences.asking.middleware.ConsequencesMiddleware",
    "cms.admin_routes.gate.Gate",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "cms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
DATABASES = {"default": database_from_url(DATABASE_URL, is_pooled=os.environ.get("DATABASE_POOLED") == "1")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = caches(os.environ, VAR_DIR, DATABASE_URL)

AUTH_USER_MODEL = "cms.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Languages and time
languages.register_languages()
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LANGUAGE_CODE = languages.SOURCE_LANGUAGE
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = languages.LANGUAGES
SIMPLE_LANGUAGE = languages.SIMPLE_LANGUAGE
PUBLIC_FROM_THE_START = languages.PUBLIC_FROM_THE_START
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cms.formats"]
# For languages whose formats Django doesn't know
DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
TIME_ZONE = time_zone(os.environ)
USE_TZ = True
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

# Files: what is public stands under MEDIA_ROOT; drafts under PRIVATE_ROOT, and leave through downloads.serving only
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
# Wagtail writes down a storage's options, as JSON, when it is to delete a file: no paths as objects among them.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(PRIVATE_ROOT)}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Where nginx finds the private files, and how long a signed address of a bucket lasts: cms/ground/private_files.py
PRIVATE_FILES_ACCEL = ""
PRIVATE_FILES_SIGNED_SECONDS = 0
DOWNLOADS_MAX_BYTES = 50 * 1024 * 1024
# Five minutes of a film for phones have about 100 MB.
VIDEOS_MAX_BYTES = 200 * 1024 * 1024

# How an S3-compatible storage is reached; None unless S3_ACCESS_KEY_ID and its neighbours are set
S3_CONNECTION = s3_connection(os.environ)

# Backup: a file outside VAR_DIR, or s3://BUCKET/FOLDER, where it is written down what was erased; empty: nowhere
ERASURE_JOURNAL = erasure_journal(os.environ, VAR_DIR)

# Wagtail
WAGTAIL_SITE_NAME = "Teilhabe"
# Where a restricted page sends somebody who isn't logged in, in the language of the address
WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("members:log_in")
BASE_URL = WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}"
WAGTAILIMAGES_IMAGE_MODEL = "cms.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.CustomDocument"
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        # No "document-link": a draft leaves only through a publication. No headings: they are blocks.
        "OPTIONS": {"features": ["bold", "italic", "link", "ol", "ul"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"}}
# Autosave writes on every pause in typing; on SQLite that queues behind sign-ups.
WAGTAIL_AUTOSAVE_INTERVAL = 5000

# wagtail-localize: a live German page must not put German text under /en/, and deleting it must not delete translations
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
# None unless MACHINE_TRANSLATOR is set, with MACHINE_TRANSLATOR_KEY and MACHINE_TRANSLATOR_URL
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(os.environ)

# Mail
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "teilhabe@stadt.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# What the worker repeats and what the nightly check asks, as dotted paths: the frame imports no feature
WORKER_JOBS = [
    "cms.publishing.publish_scheduled",
    "events.signups.announcing.announce_due",
    "events.signups.lapse.lapse_due",
    "events.signups.waiting_list.settle_all",
    "events.signups.reminding.remind_due",
    *("events.signups.erasing.erase_due", "events.signups.mending_keys.mend_keys"),
    "cms.erasures.journal.append_owed",
    "events.signups.used_forms.clear_used_forms",
    "downloads.files.unused_files.remove_leftovers",
    "cms.pictures.serving.withdrawing.withdraw_unused",
    "cms.pictures.abandoned.clear_abandoned",
    *("cms.mail.sender.send_due", "cms.mail.bounces.read_bounces"),
    "cms.mail.clearing.clear_old",
    "cms.throttle.stored.clear_ended",
    "cms.nightly.check_invariants_tonight",
]
INVARIANT_CHECKS = [
    *("events.signups.invariants.broken_invariants", "cms.languages.state.invariants.broken_invariants"),
    *("cms.mail.overdue.broken_invariants", "cms.media_files.broken_invariants"),
    *("downloads.files.unused_files.broken_invariants", "downloads.files.missing_files.broken_invariants"),
]
# Who may open which route of the admin: modules with RULES, one for each part. What stands in none is closed.
ADMIN_ROUTES = [
    "cms.admin_routes.page_rows",
    "cms.admin_routes.frame_rows",
    "cms.admin_routes.own_rows",
    "downloads.admin.route_rows",
    "events.desk.route_rows",
    "home.guide.route_rows",
]
# Names of addresses: of the feeds that the frame announces in the head of each page, and of its search
NEWS_FEED = "news_feed"
DOWNLOADS_FEED = "downloads_feed"
SEARCH = "search"
# How addresses begin, below a language, that people hold in their hands: of what they signed up for and were invited to
REACHABLE_IN_CLOSED_LANGUAGES = ["my-signup/", "working-groups/password/"]

# Security
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
# The cookie ends with the browser, as those of sessions do.
CSRF_COOKIE_AGE = None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [NONE],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
# A page as the editor's preview shows it: the editor frames it, and looks for barriers in it with Wagtail's scripts.
PREVIEW_CONTENT_SECURITY_POLICY = {**CONTENT_SECURITY_POLICY["DIRECTIVES"], "frame-ancestors": [SELF]}
# Wagtail's editor needs inline styles and scripts, and evaluates none; public pages and the login need neither.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "base-uri": [SELF],
    "connect-src": [SELF],
    "font-src": [SELF, "data:"],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}

# Who reads reports of security problems (security.txt); empty: the contact address of the site
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "")

FORM_MINIMUM_SECONDS, HOLDS_PER_NETWORK_PERCENT = visitor_limits(os.environ)
# How many proxies of our own stand before the site, each of which adds the address it saw to X-Forwarded-For
TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES") or 0)

# Form posts of visitors are text only and small
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "cms.ground.uploads.BoundedUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

LOGGING = logging_from(os.environ)
