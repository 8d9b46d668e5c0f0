"""gunicorn reads this file where it is started in this folder; elsewhere name it with --config."""

import gc
import os
import shutil
from pathlib import Path

logger_class = "cms.logs.gunicorn.PrivateLog"
# A little longer than nginx keeps its connections (deploy/nginx/teilhabe.conf), so it never writes into an ended one.
keepalive = 65
# A process for each core, of threads that wait for the database side by side.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
threads = 8
# The site is loaded once, and the processes share what they don't change.
preload_app = True
# The processes count in files, which /metrics adds up. They begin anew with the server.
counts = Path(os.environ.get("VAR_DIR", "var"), "metrics").absolute() if os.environ.get("METRICS_TOKEN") else None
if counts:
    shutil.rmtree(counts, ignore_errors=True)
    counts.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counts)


def child_exit(server, worker) -> None:
    """Take a process that has ended out of what is counted now."""
    if counts:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def when_ready(server) -> None:
    """Leave what was loaded alone: the collector would write into every object, and nothing would be shared."""
    # The dictionary of where words break, which the first German page needs: read once, for all processes.
    from cms.texts.hyphens import with_soft_hyphens

    with_soft_hyphens("Integrationskonzept")
    gc.collect()
    gc.freeze()
