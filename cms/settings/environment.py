"""Every variable of the environment, with what it does: ``manage.py environment`` makes a table and an example of it.

``tests/cms/settings/test_environment.py`` compares the names with those that the settings read.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """``usual`` holds where it is not set, empty where nothing does; ``example`` is what a city would write.

    What is advised stands in the example as what is required does.
    """

    name: str
    meaning: str
    usual: str = ""
    example: str = ""
    is_required: bool = False
    is_advised: bool = False


def _required(name: str, meaning: str, example: str) -> Variable:
    return Variable(name, meaning, example=example, is_required=True)


def _limit(name: str, meaning: str, usual: int) -> Variable:
    return Variable(name, f"{meaning}; 0: no limit", str(usual))


ENVIRONMENT: dict[str, list[Variable]] = {
    "Needed": [
        _required("DJANGO_SETTINGS_MODULE", "Which settings hold", "cms.settings.production"),
        _required("SECRET_KEY", "50 random characters or more, the same on every server", "CHANGE-ME"),
        _required("ALLOWED_HOSTS", "Names of this site, separated by commas; never *", "mitreden.stadt.example"),
        _required("BASE_URL", "Address of this site", "https://mitreden.stadt.example"),
        _required(
            "DATABASE_URL",
            "PostgreSQL; SQLite only as sqlite:////PATH",
            "postgres://teilhabe:PASSWORD@127.0.0.1/teilhabe",
        ),
        _required(
            "VAR_DIR",
            "Folder for files, static files and what is kept; nginx reads it through its group",
            "/srv/teilhabe/var",
        ),
        _required(
            "DEFAULT_FROM_EMAIL",
            """Who sends all mails; with a name: '"Stadt Beispielhausen" <mitreden@stadt.example>'""",
            "mitreden@stadt.example",
        ),
    ],
    "Mail": [
        Variable("EMAIL_HOST", "Mail server", "localhost", "mail.stadt.example", is_advised=True),
        Variable("EMAIL_PORT", "Its port", "587, with EMAIL_USE_SSL 465, unencrypted 25"),
        Variable("EMAIL_HOST_USER", "User there"),
        Variable("EMAIL_HOST_PASSWORD", "Password there"),
        Variable("EMAIL_USE_TLS", "1: STARTTLS; 0: unencrypted, for a relay on this very machine", "1"),
        Variable("EMAIL_USE_SSL", "1: TLS from the start", "0"),
        _limit("MAILS_PER_MINUTE", "How many mails the mail server takes in a minute", 0),
        Variable(
            "BOUNCE_MAILBOX_URL", "Mailbox of DEFAULT_FROM_EMAIL, imaps://USER:PASSWORD@HOST/INBOX; empty: not read"
        ),
    ],
    "Web": [
        Variable("TRUSTED_PROXIES", "How many proxies of your own stand before the site", "0", "1", is_advised=True),
        Variable("SECURE_SSL_REDIRECT", "0: the proxy alone leads from http to https", "1"),
        Variable("SECURE_HSTS_INCLUDE_SUBDOMAINS", "0: other sites below this name have no TLS", "1"),
        Variable("SECURE_HSTS_PRELOAD", "0: browsers need not know the site before its first visit", "1"),
        Variable("WEB_CONCURRENCY", "Processes of gunicorn, each with 8 threads", "one for each core"),
        Variable("PAGE_CACHE", "0: keep no pages", "1"),
        Variable("PAGE_CACHE_MEGABYTES", "Memory for kept pages, in each process", "64"),
        Variable("CACHE_URL", "Redis or Valkey that all servers share", "files of each machine", "redis://HOST:6379/1"),
        Variable("DATABASE_POOLED", "1: DATABASE_URL leads to a PgBouncer in transaction mode", "0"),
        Variable("TIME_ZONE", "Clock that the site goes by", "Europe/Berlin"),
        Variable("SECURITY_CONTACT", "Who reads reports of security problems", "the contact address of the site"),
    ],
    "Files": [
        Variable("PRIVATE_FILES_ACCEL", "Where nginx finds private files", "", "/private-files/", is_advised=True),
        Variable(
            "ERASURE_JOURNAL",
            "File outside VAR_DIR, or s3://BUCKET/FOLDER, that says what was erased: a restore needs it",
        ),
        Variable("PRIVATE_S3_BUCKET", "Bucket for private files, instead of nginx"),
        Variable("MEDIA_S3_BUCKET", "Bucket for the pictures of public pages, which everybody may read"),
        Variable("MEDIA_S3_URL", "Where that bucket is read", "below S3_ENDPOINT_URL"),
        Variable("S3_ENDPOINT_URL", "Address of the S3-compatible storage", "Amazon's"),
        Variable("S3_REGION", "Its region"),
        Variable("S3_ACCESS_KEY_ID", "Its key"),
        Variable("S3_SECRET_ACCESS_KEY", "The secret of the key"),
    ],
    "Monitoring": [
        Variable("ALERT_EMAILS", "Whom manage.py alert tells, separated by commas"),
        Variable("METRICS_TOKEN", "Who sends it as a bearer token reads /metrics; empty: nobody"),
        Variable("SENTRY_DSN", "Sentry-compatible server that hears of errors, https://KEY@HOST/NUMBER; empty: none"),
        Variable("LOG_FORMAT", "text, or json: one object a line", "text"),
    ],
    "Staff": [
        Variable("SECRET_KEY_FALLBACKS", "Earlier keys, separated by commas"),
        Variable("STAFF_SECOND_FACTOR", "0: demand a second factor of nobody", "1"),
        Variable("STAFF_IDLE_MINUTES", "After so long idle a session with personal data ends; 0: never", "30"),
        Variable("STAFF_SESSION_HOURS", "After so long every session of staff ends", "12"),
        Variable("EDITORS_MAY_PUBLISH", "1: editors publish without approval; then run manage.py roles", "0"),
        Variable("OIDC_ISSUER", "Address of the OpenID Connect provider; empty: no single sign-on"),
        Variable("OIDC_CLIENT_ID", "Name of this site there"),
        Variable("OIDC_CLIENT_SECRET", "Its secret there"),
        Variable("OIDC_NAME", "What the button says", "OpenID Connect"),
        Variable("OIDC_GROUPS", "value=Redaktion;other value=Anmeldung"),
        Variable("OIDC_GROUPS_CLAIM", "Claim with the values of OIDC_GROUPS", "groups"),
        Variable("OIDC_IS_SECOND_FACTOR", "1: the provider asks for a second factor itself", "0"),
    ],
    "Translation": [
        Variable("MACHINE_TRANSLATOR", "deepl or libretranslate; empty: none"),
        Variable("MACHINE_TRANSLATOR_KEY", "Its key"),
        Variable("MACHINE_TRANSLATOR_URL", "Its address, for libretranslate"),
    ],
    "Limits": [
        Variable("FORM_MINIMUM_SECONDS", "Nobody fills in a form in less; 0: no limit", "2"),
        Variable(
            "HOLDS_PER_NETWORK_PERCENT", "Seats that one network may hold unconfirmed, in percent; 0: no limit", "50"
        ),
        _limit("SIGNUPS_PER_NETWORK_AND_HOUR", "Sign-ups from one network", 300),
        _limit("SIGNUPS_PER_EVENT_AND_HOUR", "Sign-ups for one event", 3000),
        _limit("LINKS_PER_NETWORK_AND_HOUR", "Secret links asked for again", 60),
        _limit("SECRET_POSTS_PER_NETWORK_AND_HOUR", "Buttons pressed behind secret links", 600),
        _limit("SEARCHES_PER_NETWORK_AND_HOUR", "Searches", 1200),
        _limit("REPORTS_PER_NETWORK_AND_HOUR", "Reports of barriers", 30),
        _limit("LOG_INS_PER_NETWORK_AND_MINUTE", "Log-ins from one network in a minute", 30),
        _limit("LOG_INS_PER_NETWORK_AND_HOUR", "Log-ins from one network in an hour", 200),
        _limit("LOG_INS_PER_ACCOUNT_AND_HOUR", "Log-ins to one account", 30),
        _limit("LOG_INS_OF_UNKNOWN_DEVICES_PER_MINUTE", "Log-ins from devices that were never logged in", 60),
        _limit("CODES_PER_ACCOUNT_AND_HOUR", "Codes of a second factor for one account", 20),
        _limit("NEW_PASSWORDS_PER_ACCOUNT_AND_HOUR", "Mails with a link to a new password", 5),
        _limit("PAGE_PASSWORDS_PER_NETWORK_AND_HOUR", "Passwords of pages from one network", 30),
        _limit("PAGE_PASSWORDS_PER_PAGE_AND_HOUR", "Passwords of one page", 1000),
        _limit("CODE_TRIES_PER_NETWORK_AND_HOUR", "Codes of invitations from one network", 30),
        _limit("CODE_TRIES_PER_EVENT_AND_HOUR", "Codes of invitations for one event", 300),
    ],
}
# What development alone reads, and what gunicorn.conf.py sets itself.
OF_DEVELOPMENT = {"DEBUG", "PORT"}
OF_GUNICORN = {"PROMETHEUS_MULTIPROC_DIR"}
EXAMPLE_BEGINNING = """\
# Teilhabe in production: copy to /etc/teilhabe/teilhabe.env, which root owns and the group teilhabe may read (0640).
# systemd and Docker read it as it stands: NAME=value, no "export", no blanks around "="; docs/operating.md explains.
# Without "#" stands what a site needs; the rest shows what holds anyway. "manage.py environment --example" wrote it.
"""


def names() -> set[str]:
    """Return every name of the list."""
    return {variable.name for variables in ENVIRONMENT.values() for variable in variables}


def as_table() -> str:
    """Return the list as a table in Markdown."""
    lines = []
    for group, variables in ENVIRONMENT.items():
        lines += [f"| {group} | what it does | unless set |", "|---|---|---|"]
        lines += [f"| `{one.name}` | {one.meaning} | {_unless_set(one)} |" for one in variables]
        lines.append("")
    return "\n".join(lines)


def as_example() -> str:
    """Return the list as a file for systemd and Docker."""
    lines = [EXAMPLE_BEGINNING]
    for group, variables in ENVIRONMENT.items():
        lines += [f"# --- {group}", ""]
        for one in variables:
            lines += [f"# {one.meaning}" + (f" ({one.usual})" if one.usual else "")]
            lines += [f"{'' if one.is_required or one.is_advised else '#'}{one.name}={one.example}", ""]
    return "\n".join(lines)


def _unless_set(variable: Variable) -> str:
    return "**needed**" if variable.is_required else variable.usual
