"""What ``manage.py check_production`` asks, as dotted paths; the database first, because most others need it."""

PRODUCTION_CHECKS = [
    *(f"cms.production.configured.{name}" for name in ("of_production", "allowed_hosts", "secret_key", "hsts")),
    *(f"cms.production.configured.{name}" for name in ("erasure_journal", "alerts")),
    *(f"cms.production.database.{name}" for name in ("reachable", "migrated", "has_triggers", "clock")),
    "cms.production.database.nobody_is_back",
    *(f"cms.production.built.{name}" for name in ("static_files", "catalogues")),
    *(f"cms.production.stores.{name}" for name in ("cache", "private_storage", "private_place")),
    *(f"cms.production.sender.{name}" for name in ("from_address", "mail_server", "bounce_mailbox")),
    *(f"cms.production.web.{name}" for name in ("answers", "leads_to_https", "private_files_stay_private")),
    "cms.production.running.without_trouble",
    "downloads.serving.through_the_server.a_file_arrives",
    *(f"cms.production.legal.{name}" for name in ("frame", "published", "placeholders", "read_by_natives")),
]
