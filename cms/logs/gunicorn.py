"""gunicorn's logs; ``gunicorn.conf.py`` names this class."""

import logging
import os
import re

from gunicorn.glogging import Logger

from .json_lines import JsonFormatter
from .private import PrivateFormatter, private
from .requests import HIDDEN, loggable_network, loggable_path

# What gunicorn says about a request that it can't read, and about one that failed
ASKED_BY = re.compile(r"(ip=)(\S+?)(?=:?(?:\s|$))")
FAILED = re.compile(r"(Error handling request (?:[A-Z]+ )?)(/\S*)")
# All other atoms tell of the request or of the answer: headers and the environment hold addresses and cookies.
TOLD = ("l", "t", "s", "m", "H", "b", "B", "T", "D", "M", "L", "p")


class PrivateLog(Logger):
    """Writes down no secret link, no words after a "?", no whole address and no browser, whatever the format asks."""

    def setup(self, cfg) -> None:
        super().setup(cfg)
        is_json = os.environ.get("LOG_FORMAT") == "json"
        formatter = _JsonErrorFormatter() if is_json else _ErrorFormatter(self.error_fmt, self.datefmt)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter)

    def atoms(self, resp, req, environ, request_time) -> dict:
        known = super().atoms(resp, req, environ, request_time)
        path = loggable_path(environ.get("RAW_URI", ""))
        return {
            **{name: known[name] for name in TOLD},
            "h": loggable_network(environ.get("REMOTE_ADDR", "")),
            "r": f"{environ.get('REQUEST_METHOD')} {path} {environ.get('SERVER_PROTOCOL')}",
            "U": path,
            "u": HIDDEN,
            "q": "",
            "f": HIDDEN,
            "a": HIDDEN,
        }


class _ErrorFormatter(PrivateFormatter):
    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        text = ASKED_BY.sub(lambda found: found[1] + loggable_network(found[2]), text)
        return private(FAILED.sub(lambda found: found[1] + loggable_path(found[2]), text))


class _JsonErrorFormatter(JsonFormatter, _ErrorFormatter):
    """One object a line, whose message the class above has made."""
