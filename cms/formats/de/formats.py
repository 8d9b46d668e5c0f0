"""Django writes "13. Dezember 2026 10:00"; German has a comma there. All else is Django's."""

DATETIME_FORMAT = "j. F Y, H:i"
