"""Django writes "13. Dezember 2026 10:00"; German has a comma there, and no line breaks inside a date."""

DATE_FORMAT = "j.\u00a0F\u00a0Y"
DATETIME_FORMAT = "j.\u00a0F\u00a0Y, H:i"
MONTH_DAY_FORMAT = "j.\u00a0F"
