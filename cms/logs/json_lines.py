"""A log for machines: one JSON object a line (LOG_FORMAT=json), with nothing more in it than the lines for people."""

import json
import logging
from datetime import UTC, datetime

from .private import PrivateFormatter
from .request_ids import request_id


class JsonFormatter(PrivateFormatter):
    """Writes time, level, logger, message (with its traceback) and, while a request is answered, its name."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": super().format(record),
            "request_id": request_id.get(),
        }
        return json.dumps({key: value for key, value in entry.items() if value}, ensure_ascii=False)
